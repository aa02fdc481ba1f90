// What a placement costs: the traffic of each pair times the distance of its hosts, and how a move changes that sum.
import { stableSort } from "./stable-sort.ts";
import type { SparseMatrix } from "../model/sparse-matrix.ts";

/**
 * The cost model that all placement planners share, and which only one that optimises something else does without: the sum over
 * ordered pairs of units of demand (bit/s) times distance (seconds per bit), a quadratic assignment problem. Units are VMs, or groups of them that must share
 * a host, and hosts are in an order of the caller's.
 *
 * Entries of unit u are `rowStart[u] ..< rowStart[u + 1]`, neighbours ascending: what u sends to the neighbour and what it gets from it. Where
 * distances are symmetric, `sent` holds the sum of both and `received` nothing but zeros, so one look-up does; where every pair sends as
 * much as it gets, `distance` is the mean of both ways, which makes it so.
 */
export interface PlacementCost {
  readonly units: number;
  readonly hosts: number;
  readonly rowStart: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly sent: Float64Array; // bit/s
  readonly received: Float64Array; // bit/s
  readonly distance: Float64Array; // host x host, row = from, seconds per bit; 0 on the diagonal
  readonly isSymmetric: boolean;
}

/** `unitOf`: VM -> unit, -1 = left out. `order`: of the VMs, in which traffic between units that hold several of them is added up. */
export function placementCost(
  demand: SparseMatrix,
  unitOf: Int32Array,
  order: Uint32Array,
  units: number,
  distance: Float64Array,
): PlacementCost {
  const hosts = Math.sqrt(distance.length);
  const sums = pairSums(demand, unitOf, order, units);
  const { rowStart, neighbour, sent, received } = sums;
  const isMutual = sent.every((bps, at) => bps === received[at]);
  const isSymmetric = isMutual || isMirrored(distance, hosts);
  if (isSymmetric) {
    for (let at = 0; at < sent.length; at++) sent[at] += received[at];
    received.fill(0);
  }
  const way = isMutual ? meanOfBothWays(distance, hosts) : distance;
  return { units, hosts, rowStart, neighbour, sent, received, distance: way, isSymmetric };
}

/** What is carried both ways alike meets the mean of both distances: the cost is the same and symmetric. */
function meanOfBothWays(distance: Float64Array, hosts: number): Float64Array {
  return distance.map((there, cell) => {
    const back = distance[(cell % hosts) * hosts + Math.floor(cell / hosts)];
    return there === back ? there : (there + back) / 2;
  });
}

/** The whole cost. `hostOf`: unit -> host. */
export function costOf(cost: PlacementCost, hostOf: Int32Array): number {
  let sum = 0;
  for (let unit = 0; unit < cost.units; unit++) sum += costAt(cost, hostOf, unit, hostOf[unit]);
  return sum / 2; // each pair has been met from both ends
}

/** What a unit's own traffic costs, both directions, if it ran on the host. O(degree). */
export function costAt(cost: PlacementCost, hostOf: Int32Array, unit: number, host: number): number {
  const { rowStart, neighbour, sent, received, distance, hosts, isSymmetric } = cost;
  const row = host * hosts;
  const end = rowStart[unit + 1];
  let sum = 0;
  if (isSymmetric) {
    for (let at = rowStart[unit]; at < end; at++) sum += sent[at] * distance[row + hostOf[neighbour[at]]];
    return sum;
  }
  for (let at = rowStart[unit]; at < end; at++) {
    const other = hostOf[neighbour[at]];
    sum += sent[at] * distance[row + other] + received[at] * distance[other * hosts + host];
  }
  return sum;
}

/** By how much the cost changes when the unit goes to the host. O(degree). */
export function relocateDelta(cost: PlacementCost, hostOf: Int32Array, unit: number, to: number): number {
  return costAt(cost, hostOf, unit, to) - costAt(cost, hostOf, unit, hostOf[unit]);
}

/** By how much the cost changes when two units on different hosts change places. O(sum of their degrees). */
export function swapDelta(cost: PlacementCost, hostOf: Int32Array, x: number, y: number): number {
  const [atX, atY] = [hostOf[x], hostOf[y]];
  const apart = relocateDelta(cost, hostOf, x, atY) + relocateDelta(cost, hostOf, y, atX);
  return apart + between(cost, x, y, atX, atY);
}

/**
 * What the two relocations of a swap leave out: each takes the other unit to stand still, so the pair's own traffic counts as
 * none, twice, where it is carried the other way round.
 */
export function between(cost: PlacementCost, x: number, y: number, atX: number, atY: number): number {
  const at = entryOf(cost, x, y);
  if (at < 0) return 0;
  const { sent, received, distance, hosts } = cost;
  return (sent[at] + received[at]) * (distance[atX * hosts + atY] + distance[atY * hosts + atX]);
}

/** Position of the entry of unit x about y; -1 = they exchange nothing. O(log degree). */
export function entryOf({ rowStart, neighbour }: PlacementCost, x: number, y: number): number {
  let [low, high] = [rowStart[x], rowStart[x + 1]];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (neighbour[middle] < y) low = middle + 1;
    else high = middle;
  }
  return low < rowStart[x + 1] && neighbour[low] === y ? low : -1;
}

function isMirrored(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    for (let column = row + 1; column < size; column++)
      if (matrix[row * size + column] !== matrix[column * size + row]) return false;
  }
  return true;
}

/** Rows of units with what each sends to and gets from each neighbour, added up in the order of the VMs. */
function pairSums(
  demand: SparseMatrix,
  unitOf: Int32Array,
  order: Uint32Array,
  units: number,
): Pick<PlacementCost, "rowStart" | "neighbour" | "sent" | "received"> {
  const most = demand.value.length;
  const [from, to] = [new Uint32Array(most), new Uint32Array(most)];
  const bps = new Float64Array(most);
  let flows = 0;
  for (let vm = 0; vm < demand.size; vm++) {
    for (let at = demand.rowStart[vm]; at < demand.rowStart[vm + 1]; at++) {
      const other = demand.column[at];
      const isBetween = unitOf[vm] >= 0 && unitOf[other] >= 0 && unitOf[vm] !== unitOf[other];
      if (!isBetween || !(demand.value[at] > 0)) continue;
      from[flows] = vm;
      to[flows] = other;
      bps[flows++] = demand.value[at];
    }
  }
  const { entries, own, other } = sortedEntries(
    from.subarray(0, flows),
    to.subarray(0, flows),
    unitOf,
    order,
    units,
  );
  const rowStart = new Uint32Array(units + 1);
  const neighbour = new Uint32Array(entries.length);
  const sent = new Float64Array(entries.length);
  const received = new Float64Array(entries.length);
  let filled = -1;
  let [lastX, lastY] = [-1, -1];
  for (let position = 0; position < entries.length; position++) {
    const at = entries[position];
    if (own[at] !== lastX || other[at] !== lastY) {
      filled += 1;
      lastX = own[at];
      lastY = other[at];
      neighbour[filled] = lastY;
      rowStart[lastX + 1] += 1;
    }
    if (at < flows) sent[filled] += bps[at];
    else received[filled] += bps[at - flows];
  }
  for (let unit = 0; unit < units; unit++) rowStart[unit + 1] += rowStart[unit];
  const end = filled + 1;
  return {
    rowStart,
    neighbour: neighbour.slice(0, end),
    sent: sent.slice(0, end),
    received: received.slice(0, end),
  };
}

/** Each flow twice, seen from its sender (entries 0 ..< flows) and from its receiver, by unit, then by the other's unit, then by VM. */
function sortedEntries(
  from: Uint32Array,
  to: Uint32Array,
  unitOf: Int32Array,
  order: Uint32Array,
  units: number,
): { entries: Uint32Array; own: Uint32Array; other: Uint32Array } {
  const flows = from.length;
  const rankOf = new Uint32Array(order.length);
  order.forEach((vm, rank) => (rankOf[vm] = rank));
  const [ownVm, otherVm] = [new Uint32Array(2 * flows), new Uint32Array(2 * flows)];
  ownVm.set(from);
  ownVm.set(to, flows);
  otherVm.set(to);
  otherVm.set(from, flows);
  const [own, other] = [ownVm.map((vm) => unitOf[vm]), otherVm.map((vm) => unitOf[vm])];
  let entries: Uint32Array = ownVm.map((_, at) => at);
  const seen = unitOf.reduce((count, unit) => count + (unit >= 0 ? 1 : 0), 0);
  if (seen > units) {
    entries = stableSort(
      entries,
      otherVm.map((vm) => rankOf[vm]),
      order.length,
    );
    entries = stableSort(
      entries,
      ownVm.map((vm) => rankOf[vm]),
      order.length,
    );
  }
  entries = stableSort(entries, other, units);
  return { entries: stableSort(entries, own, units), own, other };
}
