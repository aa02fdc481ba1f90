// The peak of relative load of a set of routes, read literally: what each path and each card carries over what it can.
import type { Problem } from "../../../../engine/model/problem.ts";
import type { Routes } from "../../../../engine/model/route.ts";
import { entriesOf } from "../../../../engine/model/sparse-matrix.ts";

export function peakLoad({ network, observation, chosen }: Problem, routes: Routes): number {
  const { hosts, proxy } = network;
  const load = new Map<string, { bps: number; capacity: number }>();
  const put = (name: string, capacity: number, bps: number): void => {
    const known = load.get(name) ?? { bps: 0, capacity };
    load.set(name, { ...known, bps: known.bps + bps });
  };
  for (const { from, to, value } of entriesOf(observation.demand)) {
    const [start, end] = [chosen.mapping[from], chosen.mapping[to]];
    if (start < 0 || end < 0 || start === end) continue;
    const star = start === proxy || end === proxy ? [start, end] : [start, proxy, end];
    const way = routes.find((route) => route.from === from && route.to === to)?.hosts ?? star;
    way.slice(1).forEach((next, at) => {
      const host = way[at];
      const path = observation.pathRate[host * hosts.length + next];
      const capacity = Math.min(path, hosts[host].rateBps, hosts[next].rateBps);
      put(`${host}>${next}`, Number.isNaN(capacity) ? Infinity : capacity, value);
      put(`${host} out`, hosts[host].rateBps, value);
      put(`${next} in`, hosts[next].rateBps, value);
    });
  }
  return Math.max(0, ...[...load.values()].map(({ bps, capacity }) => bps / capacity));
}
