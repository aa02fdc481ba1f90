// An application as a directed graph for Graphviz; what belongs to the inferred topology is drawn solid, the rest dotted.
import { formatBytes } from "../quantity.ts";
import type { ApplicationView } from "./application-view.ts";

const widest = 6; // points

export function applicationDot(view: ApplicationView): string {
  const { members, pairs, topology, whole } = view;
  const strongest = pairs[0]?.bytes ?? 0;
  const inTopology = new Set(topology.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const lines = [
    "digraph application {",
    `  label=${quoted(`${view.source}: ${whole.shape.join(" = ")}`)};`,
    "  node [shape=box];",
    ...members.map(({ name }, index) => `  n${index} [label=${quoted(name)}];`),
    ...pairs.map(({ from, to, bytes }) => {
      const width = strongest === 0 ? 1 : Math.max(0.5, (widest * bytes) / strongest).toFixed(2);
      const style = inTopology.has(`${from} ${to}`) ? "solid" : "dotted";
      return `  n${from} -> n${to} [label=${quoted(formatBytes(bytes))}, penwidth=${width}, style=${style}];`;
    }),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
