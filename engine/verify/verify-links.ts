// Are a plan's links possible, and are the policy's own links among them?
import type { Link, Network } from "../model/network.ts";
import type { Violation } from "./violation.ts";

export function verifyLinks(network: Network, links: readonly Link[]): Violation[] {
  const found: string[] = [];
  const nameOf = ({ a, b }: Link): string => `\`${network.hosts[a].name} <-> ${network.hosts[b].name}\``;
  const joined = new Set<string>();
  for (const link of links) {
    const pair = `${link.a}-${link.b}`;
    if (joined.has(pair)) found.push(`${nameOf(link)} would be there twice`);
    joined.add(pair);
    if (network.kept.some((kept) => isSame(kept, link))) continue;
    const choice = network.linkKinds(link.a, link.b).find(({ kind }) => kind === link.kind);
    if (link.a === network.proxy || link.b === network.proxy)
      found.push(`${nameOf(link)} would double a link of the star`);
    else if (choice === undefined) found.push(`${nameOf(link)} is not allowed as \`${link.kind}\``);
    else if (choice.cost !== link.cost)
      found.push(`${nameOf(link)} is said to cost ${link.cost}, it costs ${choice.cost}`);
  }
  for (const kept of network.kept) {
    if (!links.some((link) => isSame(kept, link)))
      found.push(`${nameOf(kept)} would go, the policy keeps it`);
  }
  return found.map((message) => ({ message }));
}

function isSame(x: Link, y: Link): boolean {
  return x.a === y.a && x.b === y.b && x.kind === y.kind && x.cost === y.cost;
}
