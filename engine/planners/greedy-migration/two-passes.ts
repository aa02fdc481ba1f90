// The two passes of the greedy migration over its lists, given who may move.
import type { Network } from "../../model/network.ts";
import type { Observation } from "../../model/observation.ts";
import { pairThroughput, type OrderedPair } from "./pair-lists.ts";
import { Placement, type Start } from "./placement.ts";

export interface Lists {
  readonly vmPairs: readonly OrderedPair[]; // between VMs of different units
  readonly daemonPairs: readonly OrderedPair[];
  readonly hostRank: Uint32Array;
}

/** The new mapping, or undefined when a VM finds no host with room or the budget ends first. */
export function runTwoPasses(
  start: Start,
  observation: Observation,
  lists: Lists,
  step: () => boolean,
): Int32Array | undefined {
  const placement = new Placement(start);
  if (!firstPass(placement, lists, step)) return undefined;
  if (!secondPass(placement, start.network, observation, lists, step)) return undefined;
  return placement.hostOf;
}

/** Step 4: each pair with neither VM mapped goes to the first daemon pair on which nothing has been mapped yet. */
function firstPass(placement: Placement, { vmPairs, daemonPairs }: Lists, step: () => boolean): boolean {
  let untouchedFrom = 0; // INVARIANT: every daemon pair before it is touched, and stays so
  const isUntouched = ({ first, second }: OrderedPair): boolean =>
    placement.isUntouched(first) && placement.isUntouched(second);
  for (const { first, second } of vmPairs) {
    if (!step()) return false;
    if (placement.isMapped(first) || placement.isMapped(second)) continue;
    while (untouchedFrom < daemonPairs.length && !isUntouched(daemonPairs[untouchedFrom])) untouchedFrom++;
    for (let at = untouchedFrom; at < daemonPairs.length; at++) {
      const pair = daemonPairs[at];
      if (!isUntouched(pair) || !placement.fits(first, pair.first) || !placement.fits(second, pair.second))
        continue;
      placement.place(first, pair.first);
      placement.place(second, pair.second);
      break;
    }
  }
  return true;
}

/** Steps 5 and 6: in list order, again from the top as long as that places any; see the planner for what is left then. */
function secondPass(
  placement: Placement,
  network: Network,
  observation: Observation,
  lists: Lists,
  step: () => boolean,
): boolean {
  let waiting = lists.vmPairs.filter((pair) => unmappedOf(placement, pair) > 0);
  while (waiting.length > 0) {
    let hasPlaced = false;
    for (const pair of waiting) {
      if (unmappedOf(placement, pair) !== 1) continue;
      if (!step()) return false;
      const [straggler, partner] = placement.isMapped(pair.first)
        ? [pair.second, pair.first]
        : [pair.first, pair.second];
      const host = hostNear(
        placement,
        network,
        observation,
        lists.hostRank,
        straggler,
        placement.hostOf[partner],
      );
      if (host < 0) return false;
      placement.place(straggler, host);
      hasPlaced = true;
    }
    waiting = waiting.filter((pair) => unmappedOf(placement, pair) > 0);
    if (hasPlaced || waiting.length === 0) continue;
    const { first } = waiting[0];
    const host = firstInList(placement, lists, first);
    if (host < 0) return false;
    placement.place(first, host);
  }
  return true;
}

/** The daemon with room and the highest throughput to the partner's; the partner's own only when no other has room; -1 = none. */
function hostNear(
  placement: Placement,
  network: Network,
  observation: Observation,
  rank: Uint32Array,
  vm: number,
  partnerHost: number,
): number {
  let best = -1;
  let bestBps = -Infinity;
  for (let host = 0; host < network.hosts.length; host++) {
    if (host === partnerHost || !placement.fits(vm, host)) continue;
    const bps = pairThroughput(network, observation, host, partnerHost);
    if (bps < bestBps || (bps === bestBps && rank[host] > rank[best])) continue;
    best = host;
    bestBps = bps;
  }
  return best < 0 && placement.fits(vm, partnerHost) ? partnerHost : best;
}

/** The daemon with room that comes first in the list of daemon pairs; -1 = none. A single host has no pairs. */
function firstInList(placement: Placement, { daemonPairs, hostRank }: Lists, vm: number): number {
  for (const { first, second } of daemonPairs) {
    if (placement.fits(vm, first)) return first;
    if (placement.fits(vm, second)) return second;
  }
  return hostRank.findIndex((_, host) => placement.fits(vm, host));
}

function unmappedOf(placement: Placement, { first, second }: OrderedPair): number {
  return (placement.isMapped(first) ? 0 : 1) + (placement.isMapped(second) ? 0 : 1);
}
