// Forwarding pair by pair, read literally: for each pair every simple path is written down and the best one taken.
import type { Problem } from "../../../engine/model/problem.ts";
import { entriesOf } from "../../../engine/model/sparse-matrix.ts";

export interface SeenEdge {
  readonly capacity: number; // NaN = unknown
  readonly load: number; // by the pairs before
}

/** "v > w: a b c" for each pair that leaves the star, in the order in which pairs are served. The path of the least `lengthOf` wins, then hops, then names. */
export function routesByEveryPath(
  { network, observation, chosen }: Problem,
  lengthOf: (edges: readonly SeenEdge[], demand: number) => number,
): string[] {
  const { hosts, vms, proxy } = network;
  const name = (host: number): string => hosts[host].name;
  const load = new Map<string, number>();
  const isEdge = (a: number, b: number): boolean =>
    a !== b &&
    (a === proxy ||
      b === proxy ||
      chosen.links.some((link) => [a, b].every((end) => end === link.a || end === link.b)));
  const capacity = (a: number, b: number): number =>
    Math.min(observation.pathRate[a * hosts.length + b], hosts[a].rateBps, hosts[b].rateBps);

  const pairs = [...entriesOf(observation.demand)].sort((p, q) => {
    if (p.value !== q.value) return q.value - p.value;
    return `${vms[p.from].name} ${vms[p.to].name}` < `${vms[q.from].name} ${vms[q.to].name}` ? -1 : 1;
  });
  const routes: string[] = [];
  for (const { from, to, value } of pairs) {
    const [start, end] = [chosen.mapping[from], chosen.mapping[to]];
    if (start < 0 || end < 0 || start === end) continue;
    const paths = simplePaths([start], end, hosts.length, isEdge).map((path) => {
      const edges = path.slice(1).map((host, at) => ({
        capacity: capacity(path[at], host),
        load: load.get(`${path[at]}-${host}`) ?? 0,
      }));
      return { path, length: lengthOf(edges, value), names: path.map(name).join(" ") };
    });
    paths.sort((p, q) => {
      if (p.length !== q.length) return p.length < q.length ? -1 : 1;
      return p.path.length - q.path.length || (p.names < q.names ? -1 : 1);
    });
    const [best] = paths;
    best.path.slice(1).forEach((host, at) => {
      const edge = `${best.path[at]}-${host}`;
      load.set(edge, (load.get(edge) ?? 0) + value);
    });
    const isStar = best.path.length === 3 && best.path[1] === proxy;
    if (!isStar) routes.push(`${vms[from].name} > ${vms[to].name}: ${best.names}`);
  }
  return routes;
}

function simplePaths(
  path: readonly number[],
  end: number,
  size: number,
  isEdge: (a: number, b: number) => boolean,
): (readonly number[])[] {
  const last = path[path.length - 1];
  if (last === end) return [path];
  return Array.from({ length: size }, (_, host) => host)
    .filter((host) => isEdge(last, host) && !path.includes(host))
    .flatMap((host) => simplePaths([...path, host], end, size, isEdge));
}
