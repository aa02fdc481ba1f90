// An application as a directed graph for Graphviz; what belongs to the inferred topology is drawn solid, the rest dotted.
import type { ApplicationView } from "./application-view.ts";
import { pairWeight } from "./pair-weight.ts";

const widest = 6; // points

export function applicationDot(view: ApplicationView): string {
  const { members, pairs, topology, whole } = view;
  const weight = pairWeight(view);
  const strongest = pairs.reduce((most, pair) => Math.max(most, weight.of(pair)), 0);
  const inTopology = new Set(topology.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const lines = [
    "digraph application {",
    `  label=${quoted(`${view.source}: ${whole.shape.join(" = ")}`)};`,
    "  node [shape=box];",
    ...members.map(({ name }, index) => `  n${index} [label=${quoted(name)}];`),
    ...pairs.map((pair) => {
      const { from, to } = pair;
      const width = strongest === 0 ? 1 : Math.max(0.5, (widest * weight.of(pair)) / strongest).toFixed(2);
      const style = inTopology.has(`${from} ${to}`) ? "solid" : "dotted";
      return `  n${from} -> n${to} [label=${quoted(weight.format(weight.of(pair)))}, penwidth=${width}, style=${style}];`;
    }),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
