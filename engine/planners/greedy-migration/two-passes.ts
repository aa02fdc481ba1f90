// The two passes of the greedy migration over its lists, given who may move.
import { NearestHosts } from "./nearest-hosts.ts";
import type { PairList } from "./pair-lists.ts";
import { Placement, type Start } from "./placement.ts";

export interface Lists {
  readonly vmPairs: PairList; // between VMs of different units
  readonly daemonPairs: PairList;
  readonly hostRank: Uint32Array;
}

/** The new mapping, or undefined when a VM finds no host with room or the budget ends first. */
export function runTwoPasses(start: Start, lists: Lists, step: () => boolean): Int32Array | undefined {
  const placement = new Placement(start);
  if (!firstPass(placement, lists, step)) return undefined;
  if (!secondPass(placement, lists, step)) return undefined;
  return placement.hostOf;
}

/** Step 4: each pair with neither VM mapped goes to the first daemon pair on which nothing has been mapped yet. */
function firstPass(placement: Placement, { vmPairs, daemonPairs }: Lists, step: () => boolean): boolean {
  const daemons = daemonPairs.first.length;
  let untouchedFrom = 0; // INVARIANT: every daemon pair before it is touched, and stays so
  const isUntouched = (at: number): boolean =>
    placement.isUntouched(daemonPairs.first[at]) && placement.isUntouched(daemonPairs.second[at]);
  for (let pair = 0; pair < vmPairs.first.length; pair++) {
    if (!step()) return false;
    const [first, second] = [vmPairs.first[pair], vmPairs.second[pair]];
    if (placement.isMapped(first) || placement.isMapped(second)) continue;
    while (untouchedFrom < daemons && !isUntouched(untouchedFrom)) untouchedFrom++;
    for (let at = untouchedFrom; at < daemons; at++) {
      if (!isUntouched(at)) continue;
      const [one, other] = [daemonPairs.first[at], daemonPairs.second[at]];
      if (!placement.fits(first, one) || !placement.fits(second, other)) continue;
      placement.place(first, one);
      placement.place(second, other);
      break;
    }
  }
  return true;
}

/** Steps 5 and 6: in list order, again from the top as long as that places any; see the planner for what is left then. */
function secondPass(placement: Placement, lists: Lists, step: () => boolean): boolean {
  const { first, second } = lists.vmPairs;
  const isOpen = (pair: number): boolean => unmappedOf(placement, first[pair], second[pair]) > 0;
  let waiting = first.map((_, pair) => pair).filter(isOpen);
  const nearest = new NearestHosts(lists);
  while (waiting.length > 0) {
    let hasPlaced = false;
    for (const pair of waiting) {
      if (unmappedOf(placement, first[pair], second[pair]) !== 1) continue;
      if (!step()) return false;
      const isSecondOpen = placement.isMapped(first[pair]);
      const straggler = isSecondOpen ? second[pair] : first[pair];
      const partner = isSecondOpen ? first[pair] : second[pair];
      const host = nearest.withRoom(placement, straggler, placement.hostOf[partner]);
      if (host < 0) return false;
      placement.place(straggler, host);
      hasPlaced = true;
    }
    waiting = waiting.filter(isOpen);
    if (hasPlaced || waiting.length === 0) continue;
    const next = first[waiting[0]];
    const host = firstInList(placement, lists, next);
    if (host < 0) return false;
    placement.place(next, host);
  }
  return true;
}

/** The daemon with room that comes first in the list of daemon pairs; -1 = none. A single host has no pairs. */
function firstInList(placement: Placement, { daemonPairs, hostRank }: Lists, vm: number): number {
  for (let at = 0; at < daemonPairs.first.length; at++) {
    if (placement.fits(vm, daemonPairs.first[at])) return daemonPairs.first[at];
    if (placement.fits(vm, daemonPairs.second[at])) return daemonPairs.second[at];
  }
  return hostRank.findIndex((_, host) => placement.fits(vm, host));
}

function unmappedOf(placement: Placement, first: number, second: number): number {
  return (placement.isMapped(first) ? 0 : 1) + (placement.isMapped(second) ? 0 : 1);
}
