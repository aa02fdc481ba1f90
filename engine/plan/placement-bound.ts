// The Gilmore–Lawler bound: what any completion of a placement must cost at least.
import { minimumAssignment, type Assignment } from "./minimum-assignment.ts";
import type { PlacementInstance } from "./placement-instance.ts";

/** `bound` counts everything: what is placed, what is open, and between. Rows of `costs` are `open`'s units, columns all hosts. */
export interface PlacementBound {
  readonly bound: number; // Infinity = no completion is allowed
  readonly open: readonly number[];
  readonly costs: Float64Array;
  readonly assignment: Assignment;
}

/**
 * Gilmore 1962, Lawler 1963: an open unit on a host pays what it exchanges with placed units, and at least its open flows, heaviest first,
 * times the nearest open places; assigning units to hosts at the least sum of that bounds all. Hosts have as many places as slots;
 * cores, memory, enemies and budgets are left out, which keeps it a bound.
 */
export class GilmoreLawler {
  readonly #instance: PlacementInstance;
  readonly #nearTo: readonly Uint32Array[]; // host -> hosts by distance to them
  readonly #nearFrom: readonly Uint32Array[]; // by distance from them; the same where distances are symmetric
  readonly #heaviestSent: readonly Uint32Array[]; // unit -> entries by decreasing traffic
  readonly #heaviestReceived: readonly Uint32Array[];
  readonly #places: Float64Array; // per host, also those that the start overfills

  constructor(instance: PlacementInstance) {
    const { cost, start, resources } = instance;
    const { units, hosts, distance, rowStart, sent, received } = cost;
    this.#instance = instance;
    const byDistance = (distanceOf: (host: number, other: number) => number): Uint32Array[] =>
      Array.from({ length: hosts }, (_, host) =>
        Uint32Array.from({ length: hosts }, (_other, other) => other).sort(
          (x, y) => distanceOf(host, x) - distanceOf(host, y),
        ),
      );
    const byTraffic = (bps: Float64Array): Uint32Array[] =>
      Array.from({ length: units }, (_, unit) =>
        Uint32Array.from(
          { length: rowStart[unit + 1] - rowStart[unit] },
          (_entry, at) => rowStart[unit] + at,
        ).sort((x, y) => bps[y] - bps[x]),
      );
    this.#nearTo = byDistance((host, other) => distance[host * hosts + other]);
    this.#nearFrom = cost.isSymmetric
      ? this.#nearTo
      : byDistance((host, other) => distance[other * hosts + host]);
    this.#heaviestSent = byTraffic(sent);
    this.#heaviestReceived = cost.isSymmetric ? this.#heaviestSent : byTraffic(received);
    this.#places = new Float64Array(hosts);
    for (const host of start) this.#places[host] += 1;
    resources[0].capacity.forEach((slots, host) => {
      this.#places[host] = Math.max(this.#places[host], slots);
    });
  }

  /** Elementary operations that one bound with so many open units costs, about. */
  operations(open: number): number {
    const { units, hosts, neighbour } = this.#instance.cost;
    const degree = Math.min(open, neighbour.length / Math.max(1, units));
    return 6 * (open * hosts * (degree + 6) + (open * open * hosts) / 4 + hosts * hosts);
  }

  /** `hostOf`: -1 = open. Units that may not move must be placed. */
  bound(hostOf: Int32Array): PlacementBound {
    const { cost } = this.#instance;
    const { hosts } = cost;
    const open: number[] = [];
    const left = this.#places.slice();
    hostOf.forEach((host, unit) => {
      if (host < 0) open.push(unit);
      else left[host] = Math.max(0, left[host] - 1);
    });
    const costs = this.#fixedCosts(hostOf, open);
    this.#addOpenCosts(costs, hostOf, open, left);
    const assignment = minimumAssignment(costs, open.length, hosts, left);
    return { bound: assignment.total + this.#placedCost(hostOf), open, costs, assignment };
  }

  /** What open units would pay for their traffic with placed ones, and in penalties; Infinity where they may not be. */
  #fixedCosts(hostOf: Int32Array, open: readonly number[]): Float64Array {
    const { cost, start, pin, leaving, proxy, penalty } = this.#instance;
    const { hosts, rowStart, neighbour, sent, received, distance, isSymmetric } = cost;
    const costs = new Float64Array(open.length * hosts);
    open.forEach((unit, row) => {
      const base = row * hosts;
      for (let at = rowStart[unit]; at < rowStart[unit + 1]; at++) {
        const there = hostOf[neighbour[at]];
        if (there < 0) continue;
        for (let host = 0; host < hosts; host++) {
          costs[base + host] += sent[at] * distance[host * hosts + there];
          if (!isSymmetric) costs[base + host] += received[at] * distance[there * hosts + host];
        }
      }
      const talks = rowStart[unit] < rowStart[unit + 1];
      for (let host = 0; host < hosts; host++) {
        const isMisplaced = pin[unit] >= 0 ? host !== pin[unit] : host === leaving && talks;
        const isForbidden = host === proxy || host === leaving || isMisplaced;
        if (isForbidden && host !== start[unit]) costs[base + host] = Infinity;
        else if (isMisplaced) costs[base + host] += penalty;
      }
    });
    return costs;
  }

  /** At least what open units exchange among themselves, half of it at each end. */
  #addOpenCosts(costs: Float64Array, hostOf: Int32Array, open: readonly number[], left: Float64Array): void {
    const { cost } = this.#instance;
    const { hosts, distance, sent, received, isSymmetric } = cost;
    const flowsOf = (heaviest: readonly Uint32Array[], bps: Float64Array): Float64Array[] =>
      open.map((unit) => {
        const flows: number[] = [];
        for (const at of heaviest[unit])
          if (hostOf[cost.neighbour[at]] < 0 && bps[at] > 0) flows.push(bps[at] / 2);
        return Float64Array.from(flows);
      });
    const most = open.length - 1;
    const nearest = new Float64Array(Math.max(0, most));
    const sides: [Float64Array[], readonly Uint32Array[], boolean][] = [
      [flowsOf(this.#heaviestSent, sent), this.#nearTo, true],
    ];
    if (!isSymmetric) sides.push([flowsOf(this.#heaviestReceived, received), this.#nearFrom, false]);
    for (const [flows, near, isSending] of sides) {
      for (let host = 0; host < hosts; host++) {
        if (left[host] === 0) continue;
        let filled = 0;
        for (let at = 0; at < hosts && filled < most; at++) {
          const other = near[host][at];
          const away = distance[isSending ? host * hosts + other : other * hosts + host];
          const places = other === host ? left[host] - 1 : left[other];
          for (let place = 0; place < places && filled < most; place++) nearest[filled++] = away;
        }
        for (let row = 0; row < open.length; row++) {
          const own = flows[row];
          let sum = 0;
          const end = Math.min(own.length, filled);
          for (let at = 0; at < end; at++) sum += own[at] * nearest[at];
          costs[row * hosts + host] += sum;
        }
      }
    }
  }

  #placedCost(hostOf: Int32Array): number {
    const { cost, pin, leaving, penalty } = this.#instance;
    const { units, hosts, rowStart, neighbour, sent, received, distance } = cost;
    let sum = 0;
    for (let unit = 0; unit < units; unit++) {
      const host = hostOf[unit];
      if (host < 0) continue;
      for (let at = rowStart[unit]; at < rowStart[unit + 1]; at++) {
        const there = hostOf[neighbour[at]];
        if (there < 0) continue;
        sum +=
          (sent[at] * distance[host * hosts + there] + received[at] * distance[there * hosts + host]) / 2;
      }
      const talks = rowStart[unit] < rowStart[unit + 1];
      if (pin[unit] >= 0 ? pin[unit] !== host : host === leaving && talks) sum += penalty;
    }
    return sum;
  }
}
