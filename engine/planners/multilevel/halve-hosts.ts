// Cuts a set of hosts in two so that what is near stays together.

/** A half holds at least this share of the hosts; between there and the middle the widest gap is the cut. Own choice. */
const leastShare = 0.25;

/**
 * Two hosts far from each other are the ends; all hosts are ranked by how much nearer they are to one than to the other. The cut is at the
 * widest gap in that ranking, of equal ones the one nearest to the middle. O(hosts log hosts). At least two hosts; the smaller index first.
 */
export function halveHosts(
  hosts: Uint32Array,
  distance: (from: number, to: number) => number,
): [Uint32Array, Uint32Array] {
  const way = (x: number, y: number): number => distance(x, y) + distance(y, x);
  const farthestFrom = (from: number): number =>
    hosts.reduce((best, host) => (way(from, host) > way(from, best) ? host : best), from);
  let one = farthestFrom(hosts[0]);
  let other = farthestFrom(one);
  if (one === other) [one, other] = [hosts[0], hosts[hosts.length - 1]]; // all at distance 0
  const lean = new Map<number, number>();
  for (const host of hosts) lean.set(host, way(host, one) - way(host, other));
  const ranked = hosts.slice().sort((x, y) => lean.get(x)! - lean.get(y)! || x - y);
  const middle = hosts.length / 2;
  let [cut, widest] = [Math.floor(middle), 0];
  for (let at = Math.ceil(leastShare * hosts.length); at <= (1 - leastShare) * hosts.length; at++) {
    if (at === 0 || at === hosts.length) continue;
    const gap = lean.get(ranked[at])! - lean.get(ranked[at - 1])!;
    const isNearer = Math.abs(at - middle) < Math.abs(cut - middle);
    if (gap > widest * (1 + 1e-9) || (gap >= widest * (1 - 1e-9) && isNearer)) [cut, widest] = [at, gap];
  }
  return [ranked.slice(0, cut).sort(), ranked.slice(cut).sort()];
}
