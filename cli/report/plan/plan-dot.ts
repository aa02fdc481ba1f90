// A plan as a graph of hosts for Graphviz: links that come are green, that go red and dashed, that stay grey; the star is left out.
import type { PlanView } from "./plan-view.ts";

const colours = { "+": "#1a7f37", "-": "#cf222e", "~": "#9a6700", " ": "#818b98" } as const;

export function planDot(view: PlanView): string {
  const { state, rules } = view;
  const placed = new Map<string, string[]>();
  for (const { name, host } of state.vms)
    if (host !== null) placed.set(host, [...(placed.get(host) ?? []), name]);
  const changed = new Map(
    rules.flatMap(({ links }) => links).map((link) => [`${link.a} ${link.b}`, link] as const),
  );
  const moved = new Set(rules.flatMap(({ moves }) => moves).map(({ vm }) => vm));
  const ends = [
    ...state.links.map(({ a, b, kind }) => ({ ends: [a, b].sort(), kind: kind ?? "" })),
    ...[...changed.values()]
      .filter(({ change }) => change === "-")
      .map(({ a, b, kind }) => ({ ends: [a, b], kind })),
  ];
  const hosts = new Set([...placed.keys(), ...ends.flatMap((one) => one.ends)]);
  const number = new Map([...hosts].sort().map((host, index) => [host, index]));
  const lines = [
    "graph plan {",
    `  label=${quoted(`${view.policy}: ${view.traffic}`)};`,
    "  node [shape=box];",
    ...[...number].map(([host, index]) => {
      const vms = (placed.get(host) ?? []).map((vm) => (moved.has(vm) ? `~ ${vm}` : vm));
      return `  h${index} [label=${quoted([host, ...vms].join("\n"))}];`;
    }),
    ...ends.map(({ ends: [a = "", b = ""], kind }) => {
      const change = changed.get(`${a} ${b}`)?.change ?? " ";
      const style = change === "-" ? "dashed" : "solid";
      return `  h${number.get(a)} -- h${number.get(b)} [label=${quoted(`${change} ${kind}`.trim())}, color="${colours[change]}", style=${style}];`;
    }),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
