// The directed pairs of VMs on different hosts, in the order in which forwarding planners serve them.
import type { Problem } from "../model/problem.ts";
import { entriesOf } from "../model/sparse-matrix.ts";
import { nameRanks } from "./name-order.ts";

/** `start`, `end`: their hosts in `problem.chosen`. `bps` > 0. */
export interface VmPair {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly bps: number;
}

/** By decreasing demand, then by the sender's name, then the receiver's. VMs without a known host are left out. */
export function pairsByDemand({ network, observation, chosen }: Problem): VmPair[] {
  const rank = nameRanks(network.vms);
  const pairs: VmPair[] = [];
  for (const { from, to, value } of entriesOf(observation.demand)) {
    const [start, end] = [chosen.mapping[from], chosen.mapping[to]];
    if (start < 0 || end < 0 || start === end || !(value > 0)) continue;
    pairs.push({ from, to, start, end, bps: value });
  }
  return pairs.sort((x, y) => y.bps - x.bps || rank[x.from] - rank[y.from] || rank[x.to] - rank[y.to]);
}
