// Which links could be added, and what each would gain over the star.
import type { Link } from "../../model/network.ts";
import type { Problem } from "../../model/problem.ts";
import { entriesOf } from "../../model/sparse-matrix.ts";
import { hostPairIntensities } from "../../plan/intensity.ts";
import { nameRanks } from "../../plan/name-order.ts";

/** `bps`: what the two hosts exchange, both directions. `gain` > 0: share of all traffic × relative load. */
export interface Candidate {
  readonly link: Link;
  readonly bps: number;
  readonly gain: number;
}

/**
 * By decreasing gain, then by the names of the ends. A pair of hosts gains, in each direction, its share of all demand × (how busy its way over the
 * star is − how busy the direct path would be), at least 0. How busy: load over capacity; of the star's way that of its busiest part among
 * the two spokes and the Proxy's card in and out, with all traffic on the star; of the direct path that of the pair's own
 * demand. Where nothing of the star's way is known its busyness counts as 1, so that the gain is the traffic taken off the hub; a direct path
 * of unknown rate counts as idle. The hosts' own cards carry the pair either way and count for nothing.
 */
export function candidateLinks(problem: Problem): Candidate[] {
  const { network, observation, chosen } = problem;
  const { hosts, proxy } = network;
  const size = hosts.length;
  const rank = nameRanks(hosts);
  const { demand, up, down, total } = directedLoads(problem);
  const busy = (load: number, capacity: number): number => load / capacity; // NaN = unknown, 0 = unbounded
  const card = hosts[proxy].rateBps;
  const hubBusy = total === 0 ? NaN : busy(total, card);
  const gainOf = (from: number, to: number): number => {
    const bps = demand.get(from * size + to) ?? 0;
    if (bps === 0) return 0;
    const parts = [
      busy(up[from], observation.pathRate[from * size + proxy]),
      busy(down[to], observation.pathRate[proxy * size + to]),
      hubBusy,
    ].filter((part) => part > 0);
    const star = parts.length === 0 ? 1 : Math.max(...parts);
    const direct = busy(bps, observation.pathRate[from * size + to]) || 0;
    return (bps / total) * Math.max(0, star - direct);
  };
  const kept = new Set(network.kept.map(({ a, b }) => a * size + b));
  const candidates: Candidate[] = [];
  for (const { a, b, bps } of hostPairIntensities(observation.demand, chosen.mapping, proxy)) {
    if (kept.has(a * size + b)) continue;
    const [choice] = network.linkKinds(a, b);
    if (choice === undefined) continue;
    const gain = gainOf(a, b) + gainOf(b, a);
    if (gain > 0) candidates.push({ link: { a, b, kind: choice.kind, cost: choice.cost }, bps, gain });
  }
  const lower = ({ link: { a, b } }: Candidate): number => Math.min(rank[a], rank[b]);
  const higher = ({ link: { a, b } }: Candidate): number => Math.max(rank[a], rank[b]);
  return candidates.sort((x, y) => y.gain - x.gain || lower(x) - lower(y) || higher(x) - higher(y));
}

/** Demand by directed pair of hosts (from × hosts + to), and what the star would carry of it all. */
function directedLoads({ network, observation, chosen }: Problem): {
  demand: Map<number, number>;
  up: Float64Array;
  down: Float64Array;
  total: number;
} {
  const size = network.hosts.length;
  const demand = new Map<number, number>();
  const [up, down] = [new Float64Array(size), new Float64Array(size)];
  let total = 0;
  for (const { from, to, value } of entriesOf(observation.demand)) {
    const [start, end] = [chosen.mapping[from], chosen.mapping[to]];
    if (start < 0 || end < 0 || start === end || !(value > 0)) continue;
    up[start] += value;
    down[end] += value;
    total += value;
    const key = start * size + end;
    demand.set(key, (demand.get(key) ?? 0) + value);
  }
  return { demand, up, down, total };
}
