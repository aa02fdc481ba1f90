// A plan as a picture: the hosts with their VMs, links that come, go and stay. One file, no script, readable on light and on dark.
import { graphLayout } from "../application/graph-layout.ts";
import { escapeXml } from "../escape-xml.ts";
import { formatRate } from "../quantity.ts";
import { planGraph, type PlanGraph } from "./plan-graph.ts";
import type { PlanView } from "./plan-view.ts";

/** Own choices, in user units (pixels where nothing scales the picture). */
const margin = 24;
const head = 56;
const lineHeight = 14;
const characterWidth = 6.7;
const sideForEach = 150; // for the root of the number of hosts
const mostHosts = 60; // the layout's time grows with the square
const mostVms = 6; // of a host

const style = `
  text { font: 11px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; }
  .title { font-size: 14px; font-weight: 600; }
  .ground, .host { fill: #ffffff; }
  .host { stroke: #1f2328; }
  .stays { stroke: #818b98; stroke-width: 1.5; }
  .comes { stroke: #1a7f37; stroke-width: 3; }
  .goes { stroke: #cf222e; stroke-width: 2; stroke-dasharray: 5 4; }
  .changes { stroke: #9a6700; stroke-width: 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .ground, .host { fill: #0d1117; }
    .host { stroke: #e6edf3; }
    .comes { stroke: #3fb950; }
    .goes { stroke: #f85149; }
    .changes { stroke: #d29922; }
  }
`;

const classes = { "+": "comes", "-": "goes", "~": "changes", " ": "stays" } as const;

export function planSvg(view: PlanView): string {
  const all = planGraph(view);
  const hosts = busiest(all);
  const placeOf = new Map(hosts.map((host, at) => [host, at]));
  const links = all.links.flatMap((link) => {
    const [a, b] = link.ends.map((host) => placeOf.get(host));
    return a === undefined || b === undefined ? [] : [{ ...link, a, b }];
  });
  const side = Math.max(320, Math.ceil(sideForEach * Math.sqrt(hosts.length)));
  const width = side + 2 * margin + 160;
  const height = side + 2 * margin + head;
  const points = graphLayout(
    hosts.length,
    links.map(({ a, b }) => [a, b] as const),
  ).map(({ x, y }) => ({ x: width / 2 + (x * side) / 2, y: head + margin + side / 2 + (y * side) / 2 }));
  const left = all.hosts.length - hosts.length;
  const title = `${view.policy} with ${view.traffic}`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="title" x="${margin}" y="26">${escapeXml(title)}</text>`,
    `<text x="${margin}" y="46">${escapeXml(remark(view, left))}</text>`,
    ...links.map(({ a, b, change, kind, bitsPerSecond }) => {
      const what = `${all.hosts[hosts[a] ?? 0]?.name} - ${all.hosts[hosts[b] ?? 0]?.name} (${kind})${bitsPerSecond > 0 ? `: ${formatRate(bitsPerSecond)}` : ""}`;
      const [from, to] = [points[a], points[b]];
      return `<line class="${classes[change]}" x1="${fixed(from?.x)}" y1="${fixed(from?.y)}" x2="${fixed(to?.x)}" y2="${fixed(to?.y)}"><title>${escapeXml(what)}</title></line>`;
    }),
    ...hosts.flatMap((host, at) =>
      box(all.hosts[host] ?? { name: "", vms: [] }, points[at] ?? { x: 0, y: 0 }),
    ),
    "</svg>",
  ].join("\n")}\n`;
}

/** The hosts with most links, then most VMs, where there are more than can be drawn. */
function busiest({ hosts, links }: PlanGraph): number[] {
  const degree = hosts.map(({ vms }) => vms.length / 1e6);
  for (const { ends } of links) for (const host of ends) degree[host] = (degree[host] ?? 0) + 1;
  const order = [...hosts.keys()].sort((x, y) => (degree[y] ?? 0) - (degree[x] ?? 0) || x - y);
  return order.slice(0, mostHosts).sort((x, y) => x - y);
}

function remark({ rules }: PlanView, left: number): string {
  const count = (change: string): number =>
    rules.flatMap(({ links }) => links).filter((link) => link.change === change).length;
  const moves = rules.reduce((sum, rule) => sum + rule.moves.length, 0);
  const hidden = left > 0 ? `; without the ${left} hosts that have fewest links` : "";
  return `links +${count("+")} -${count("-")} ~${count("~")}, moves ${moves}; the star is left out${hidden}`;
}

function box({ name, vms }: PlanGraph["hosts"][number], { x, y }: { x: number; y: number }): string[] {
  const shown =
    vms.length > mostVms ? [...vms.slice(0, mostVms - 1), `and ${vms.length - mostVms + 1} more`] : vms;
  const lines = [name, ...shown];
  const width = Math.max(...lines.map((line) => line.length)) * characterWidth + 14;
  const height = lines.length * lineHeight + 8;
  const top = y - height / 2;
  return [
    `<rect class="host" x="${fixed(x - width / 2)}" y="${fixed(top)}" width="${fixed(width)}" height="${fixed(height)}" rx="4"/>`,
    ...lines.map(
      (line, at) =>
        `<text x="${fixed(x)}" y="${fixed(top + (at + 1) * lineHeight)}" text-anchor="middle"${at === 0 ? ' font-weight="600"' : ""}>${escapeXml(line)}</text>`,
    ),
  ];
}

function fixed(value = 0): string {
  return value.toFixed(1);
}
