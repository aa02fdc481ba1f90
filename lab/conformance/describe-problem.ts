// A small problem as text, so that its reader sees at once what is asked.
import type { Host, Link, Network, Vm } from "../../engine/model/network.ts";
import type { Problem } from "../../engine/model/problem.ts";
import { entriesOf } from "../../engine/model/sparse-matrix.ts";

/** More would not be read; own choice. */
const mostItems = 24;

export function describeProblem(problem: Problem): string {
  const { network, observation, limits, moves, from } = problem;
  const { hosts, vms } = network;
  const hostName = (host: number): string => hosts[host]?.name ?? "nowhere";
  const vmNames = (group: readonly number[]): string => group.map((vm) => vms[vm]?.name).join(" ");
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["hosts", hosts.map(hostText)],
    ["vms", vms.map((vm, index) => `${vmText(vm, hostName)} on ${hostName(observation.mapping[index])}`)],
    ["together", network.together.map(vmNames)],
    ["apart", network.apart.map(vmNames)],
    [
      "traffic",
      [...entriesOf(observation.demand)].map(
        ({ from: vm, to, value }) => `${vms[vm]?.name} > ${vms[to]?.name} ${value} bit/s`,
      ),
    ],
    ["paths", pathTexts(network, observation.pathRate)],
    ["no link", impossibleTexts(network)],
    ["kept", network.kept.map((link) => linkText(link, hostName))],
    ["links", problem.chosen.links.map((link) => linkText(link, hostName))],
    [
      "limits",
      limits.map(({ id, value, strict, spent }) => `${id} ${strict ? "<" : "<="} ${value}, ${spent} spent`),
    ],
    [
      "rule",
      [...(moves < Infinity ? [`moves <= ${moves}`] : []), ...(from >= 0 ? [`from ${hostName(from)}`] : [])],
    ],
  ];
  return rows
    .filter(([, items]) => items.length > 0)
    .map(([name, items]) => `${name.padEnd(9)}${clipped(items)}`)
    .join("\n");
}

function clipped(items: readonly string[]): string {
  const rest = items.length - mostItems;
  return items.slice(0, mostItems).join(", ") + (rest > 0 ? `, and ${rest} more` : "");
}

function hostText({ name, proxy, slots, cpu, memoryBytes, rateBps }: Host): string {
  if (proxy) return `${name} (the proxy)`;
  return withBounds(name, [
    [slots < Infinity, `${slots} slots`],
    [cpu < Infinity, `${cpu} cores`],
    [memoryBytes < Infinity, `${memoryBytes} bytes`],
    [rateBps < Infinity, `card ${rateBps} bit/s`],
  ]);
}

function vmText(
  { name, cpu, memoryBytes, imageBytes, pinnedTo }: Vm,
  hostName: (host: number) => string,
): string {
  return withBounds(name, [
    [cpu > 0, `${cpu} cores`],
    [memoryBytes > 0, `${memoryBytes} bytes`],
    [imageBytes > 0, `image ${imageBytes} bytes`],
    [pinnedTo >= 0, `pinned on ${hostName(pinnedTo)}`],
  ]);
}

function withBounds(name: string, bounds: readonly (readonly [boolean, string])[]): string {
  const said = bounds.filter(([isSaid]) => isSaid).map(([, text]) => text);
  return said.length === 0 ? name : `${name} (${said.join(", ")})`;
}

function linkText({ a, b, kind, cost }: Link, hostName: (host: number) => string): string {
  return `${hostName(a)} <-> ${hostName(b)} (${kind}, cost ${cost})`;
}

function pathTexts({ hosts }: Network, pathRate: Float64Array): string[] {
  return hosts.flatMap(({ name }, from) =>
    hosts.flatMap((other, to) => {
      const rate = pathRate[from * hosts.length + to] ?? NaN;
      return from === to || Number.isNaN(rate) ? [] : [`${name} > ${other.name} ${rate} bit/s`];
    }),
  );
}

function impossibleTexts(network: Network): string[] {
  const { hosts, proxy } = network;
  return hosts.flatMap(({ name }, a) =>
    hosts.flatMap((other, b) =>
      a < b && a !== proxy && b !== proxy && network.linkKinds(a, b).length === 0
        ? [`${name} <-> ${other.name}`]
        : [],
    ),
  );
}
