// The peak of relative load of a set of routes: what the busiest directed path or card carries over what it can.
import { entriesOf } from "../../engine/model/sparse-matrix.ts";
import type { Problem } from "../../engine/model/problem.ts";
import type { Routes } from "../../engine/model/route.ts";

/** Pairs without a route go over the star; what is of unknown capacity is never busy. */
export function peakLoad({ network, observation, chosen }: Problem, routes: Routes): number {
  const { hosts, vms, proxy } = network;
  const size = hosts.length;
  const routeOf = new Map(routes.map((route) => [route.from * vms.length + route.to, route.hosts]));
  const paths = new Map<number, number>();
  const [sent, received] = [new Float64Array(size), new Float64Array(size)];
  for (const { from, to, value } of entriesOf(observation.demand)) {
    const [start, end] = [chosen.mapping[from], chosen.mapping[to]];
    if (start < 0 || end < 0 || start === end) continue;
    const walk = routeOf.get(from * vms.length + to) ?? [start, proxy, end];
    for (let hop = 1; hop < walk.length; hop++) {
      const cell = walk[hop - 1] * size + walk[hop];
      paths.set(cell, (paths.get(cell) ?? 0) + value);
      sent[walk[hop - 1]] += value;
      received[walk[hop]] += value;
    }
  }
  let peak = 0;
  for (const [cell, bps] of paths) peak = Math.max(peak, bps / observation.pathRate[cell] || 0);
  hosts.forEach(({ rateBps }, host) => {
    peak = Math.max(peak, sent[host] / rateBps, received[host] / rateBps);
  });
  return peak;
}
