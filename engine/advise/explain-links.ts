// Why a plan opens each of its links: the traffic on it, what that takes off the hub, what would be without it, and what else was to be had.
import type { Link, Network } from "../model/network.ts";
import type { Problem } from "../model/problem.ts";
import { hostPairIntensities, type PairIntensity } from "../plan/intensity.ts";
import { nameRanks } from "../plan/name-order.ts";
import type { Plan } from "../plan/plan.ts";
import { flowWays } from "./flow-ways.ts";
import type { Variant, Variants } from "./variants.ts";

/** Rates as observed, bit/s. */
export interface LinkReason {
  readonly link: Link;
  /** Flows that the plan leads over it. */
  readonly flows: number;
  readonly bps: number;
  /** Of these, what passes the hub at present and would no longer. */
  readonly offHubBps: number;
  /** The plan without it; undefined = there was no time to look. */
  readonly without?: Variant;
  /** The best link that could be in its place. */
  readonly instead?: { readonly link: Link; readonly betweenBps: number } & Variant;
}

/** Candidates for the place of a link: the pairs of hosts with most traffic that the plan does not link. Own choice. */
const candidates = 3;

/** `links`: those to explain, which are of the plan. */
export async function explainLinks(
  problem: Problem,
  plan: Plan,
  links: readonly Link[],
  variants: Variants,
): Promise<LinkReason[]> {
  const traffic = trafficOn(problem, plan);
  const unlinked = unlinkedPairs(problem, plan);
  const reasons: LinkReason[] = [];
  for (const link of links) {
    const rest = plan.links.filter((other) => other !== link);
    const without = await variants.look({ mapping: plan.mapping, links: rest });
    let instead: LinkReason["instead"];
    for (const { link: other, betweenBps } of unlinked) {
      const variant = await variants.look({ mapping: plan.mapping, links: [...rest, other] });
      if (variant === undefined) break;
      if (instead === undefined || isBetter(variant, instead))
        instead = { link: other, betweenBps, ...variant };
    }
    reasons.push({
      link,
      ...(traffic.get(keyOf(link)) ?? { flows: 0, bps: 0, offHubBps: 0 }),
      ...(without === undefined ? {} : { without }),
      ...(instead === undefined ? {} : { instead }),
    });
  }
  return reasons;
}

/** One that would be applied is better than one that would not, then the one that gains more. */
export function isBetter(variant: Variant, other: Variant): boolean {
  const [isFine, wasFine] = [variant.objection === undefined, other.objection === undefined];
  return isFine === wasFine ? variant.gain > other.gain : isFine;
}

type OnLink = Pick<LinkReason, "flows" | "bps" | "offHubBps">;

function trafficOn(problem: Problem, plan: Plan): Map<string, OnLink> {
  const onLinks = new Map<string, OnLink>();
  for (const { value, way, leavesHub } of flowWays(problem, plan)) {
    way.slice(1).forEach((host, at) => {
      const key = keyOf({ a: Math.min(host, way[at]), b: Math.max(host, way[at]) });
      const { flows, bps, offHubBps } = onLinks.get(key) ?? { flows: 0, bps: 0, offHubBps: 0 };
      const off = offHubBps + (leavesHub ? value : 0);
      onLinks.set(key, { flows: flows + 1, bps: bps + value, offHubBps: off });
    });
  }
  return onLinks;
}

/** Pairs of hosts with traffic between them that may have a link and have none, heaviest first. */
function unlinkedPairs(
  { network, observation }: Problem,
  { mapping, links }: Plan,
): { readonly link: Link; readonly betweenBps: number }[] {
  const linked = new Set(links.map(keyOf));
  const found: { link: Link; betweenBps: number }[] = [];
  for (const { a, b, bps } of byIntensity(
    network,
    hostPairIntensities(observation.demand, mapping, network.proxy),
  )) {
    const [choice] = network.linkKinds(a, b);
    if (choice === undefined || linked.has(keyOf({ a, b }))) continue;
    found.push({ link: { a, b, ...choice }, betweenBps: bps });
    if (found.length === candidates) break;
  }
  return found;
}

function byIntensity({ hosts }: Network, pairs: PairIntensity[]): PairIntensity[] {
  const rank = nameRanks(hosts);
  const first = ({ a, b }: PairIntensity): number => Math.min(rank[a], rank[b]);
  const second = ({ a, b }: PairIntensity): number => Math.max(rank[a], rank[b]);
  return pairs.sort((x, y) => y.bps - x.bps || first(x) - first(y) || second(x) - second(y));
}

function keyOf({ a, b }: Pick<Link, "a" | "b">): string {
  return `${a}-${b}`;
}
