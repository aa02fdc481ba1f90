// Hosts that are alike in everything, so that trying one of them is trying all.
import type { PlacementInstance } from "../../plan/placement-instance.ts";

/**
 * Host -> number of its class. Twins have the same capacities and distances, and may change names in any placement without a change of
 * its cost or of what is allowed; so hosts that are special to some unit (a pin, a limit on moves, a start that may not be left or breaks
 * something) have no twins.
 */
export function twinClasses({
  cost,
  resources,
  start,
  pin,
  proxy,
  leaving,
  budget,
}: PlacementInstance): Int32Array {
  const { hosts, distance } = cost;
  const isCounted = budget.mostMoves < Infinity || budget.downtime.length > 0;
  const isSpecial = (host: number): boolean =>
    isCounted || host === proxy || host === leaving || pin.includes(host) || isOverfull(host);
  const isOverfull = (host: number): boolean =>
    resources.some(({ need, capacity }) => {
      let used = 0;
      start.forEach((where, unit) => (used += where === host ? need[unit] : 0));
      return used > capacity[host];
    });
  const areTwins = (x: number, y: number): boolean => {
    if (resources.some(({ capacity }) => capacity[x] !== capacity[y])) return false;
    if (distance[x * hosts + y] !== distance[y * hosts + x]) return false;
    for (let other = 0; other < hosts; other++) {
      if (other === x || other === y) continue;
      if (distance[x * hosts + other] !== distance[y * hosts + other]) return false;
      if (distance[other * hosts + x] !== distance[other * hosts + y]) return false;
    }
    return true;
  };
  const classOf = Int32Array.from({ length: hosts }, (_, host) => host);
  for (let host = 0; host < hosts; host++) {
    if (isSpecial(host)) continue;
    for (let earlier = 0; earlier < host; earlier++) {
      if (classOf[earlier] !== earlier || isSpecial(earlier) || !areTwins(earlier, host)) continue;
      classOf[host] = earlier;
      break;
    }
  }
  return classOf;
}
