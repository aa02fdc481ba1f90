// Are a plan's links possible, and are the policy's own links among them?
import type { Link, Network } from "../model/network.ts";
import type { Violation } from "./violation.ts";

export function verifyLinks(network: Network, links: readonly Link[]): Violation[] {
  const found: string[] = [];
  const nameOf = ({ a, b }: Link): string => `\`${network.hosts[a].name} <-> ${network.hosts[b].name}\``;
  const pairOf = ({ a, b }: Link): number => a * network.hosts.length + b;
  const kept = new Map(network.kept.map((link) => [pairOf(link), link]));
  const joined = new Map<number, Link>();
  for (const link of links) {
    const pair = pairOf(link);
    if (joined.has(pair)) found.push(`${nameOf(link)} would be there twice`);
    joined.set(pair, link);
    if (isSame(kept.get(pair), link)) continue;
    const choice = network.linkKinds(link.a, link.b).find(({ kind }) => kind === link.kind);
    if (link.a === network.proxy || link.b === network.proxy)
      found.push(`${nameOf(link)} would double a link of the star`);
    else if (choice === undefined) found.push(`${nameOf(link)} is not allowed as \`${link.kind}\``);
    else if (choice.cost !== link.cost)
      found.push(`${nameOf(link)} is said to cost ${link.cost}, it costs ${choice.cost}`);
  }
  for (const link of kept.values()) {
    if (!isSame(joined.get(pairOf(link)), link)) found.push(`${nameOf(link)} would go, the policy keeps it`);
  }
  return found.map((message) => ({ message }));
}

/** Whether two links between the same hosts are one. */
function isSame(x: Link | undefined, y: Link): boolean {
  return x !== undefined && x.kind === y.kind && x.cost === y.cost;
}
