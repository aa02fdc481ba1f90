// A plan as a graph of hosts for Graphviz: links that come are green, that go red and dashed, that stay grey; the star is left out.
import { planGraph } from "./plan-graph.ts";
import type { PlanView } from "./plan-view.ts";

const colours = { "+": "#1a7f37", "-": "#cf222e", "~": "#9a6700", " ": "#818b98" } as const;

export function planDot(view: PlanView): string {
  const { hosts, links } = planGraph(view);
  const lines = [
    "graph plan {",
    `  label=${quoted(`${view.policy}: ${view.traffic}`)};`,
    "  node [shape=box];",
    ...hosts.map(({ name, vms }, at) => `  h${at} [label=${quoted([name, ...vms].join("\n"))}];`),
    ...links.map(({ ends: [a, b], kind, change }) => {
      const style = change === "-" ? "dashed" : "solid";
      return `  h${a} -- h${b} [label=${quoted(`${change} ${kind}`.trim())}, color="${colours[change]}", style=${style}];`;
    }),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
