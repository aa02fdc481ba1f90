// A placement during a search: who is where, what is used, what may move where. It never leaves what is allowed.
import { isWithinBudget } from "./placement-budget.ts";
import { costOf } from "./placement-cost.ts";
import type { PlacementInstance } from "./placement-instance.ts";

/**
 * What the start breaks already (a host that is too full, enemies on one host) may stay so, but no move may add to it: as
 * `engine/verify/verify-placement.ts` reads the constraints.
 */
export class PlacementState {
  readonly instance: PlacementInstance;
  readonly hostOf: Int32Array; // unit -> host; change it by `relocate` and `swap` only
  readonly unitsOn: readonly number[][]; // host -> units, in no particular order
  readonly #positionOf: Uint32Array; // in `unitsOn`
  readonly #used: readonly Float64Array[]; // per resource and host
  readonly #apart: Int32Array; // group x host: members there
  readonly #isLimited: boolean; // by moves or downtime
  #moves = 0;
  #seconds = 0;

  constructor(instance: PlacementInstance, hostOf: Int32Array = instance.start) {
    const { cost, resources, apartGroups, budget } = instance;
    this.instance = instance;
    this.hostOf = new Int32Array(cost.units);
    this.unitsOn = Array.from({ length: cost.hosts }, () => []);
    this.#positionOf = new Uint32Array(cost.units);
    this.#used = resources.map(() => new Float64Array(cost.hosts));
    this.#apart = new Int32Array(apartGroups * cost.hosts);
    this.#isLimited = budget.mostMoves < Infinity || budget.downtime.length > 0;
    hostOf.forEach((host, unit) => this.#enter(unit, host));
  }

  /** The cost of the placement, penalties included. O(traffic). */
  cost(): number {
    let sum = costOf(this.instance.cost, this.hostOf);
    this.hostOf.forEach((host, unit) => (sum += this.penaltyAt(unit, host)));
    return sum;
  }

  /** How many units are where they must not stay. */
  misplaced(): number {
    return this.hostOf.reduce((count, host, unit) => count + (this.penaltyAt(unit, host) > 0 ? 1 : 0), 0);
  }

  penaltyAt(unit: number, host: number): number {
    const { pin, leaving, penalty, cost } = this.instance;
    if (pin[unit] >= 0) return pin[unit] === host ? 0 : penalty;
    return host === leaving && cost.rowStart[unit] < cost.rowStart[unit + 1] ? penalty : 0;
  }

  canRelocate(unit: number, to: number): boolean {
    if (this.instance.isFree[unit] === 0 || this.hostOf[unit] === to) return false;
    return this.#mayEnter(unit, to, -1) && (!this.#isLimited || this.#isAffordable(unit, to, -1, -1));
  }

  /** Whether two units on different hosts may change places. */
  canSwap(x: number, y: number): boolean {
    const { isFree } = this.instance;
    const [atX, atY] = [this.hostOf[x], this.hostOf[y]];
    if (isFree[x] === 0 || isFree[y] === 0 || atX === atY) return false;
    if (!this.#mayEnter(x, atY, y) || !this.#mayEnter(y, atX, x)) return false;
    return !this.#isLimited || this.#isAffordable(x, atY, y, atX);
  }

  relocate(unit: number, to: number): void {
    this.#leave(unit);
    this.#enter(unit, to);
  }

  swap(x: number, y: number): void {
    const [atX, atY] = [this.hostOf[x], this.hostOf[y]];
    this.#leave(x);
    this.#leave(y);
    this.#enter(x, atY);
    this.#enter(y, atX);
  }

  /** The hosts that have a slot for one more VM, ascending. */
  hostsWithSlot(): readonly number[] {
    const [slots] = this.instance.resources;
    const rooms: number[] = [];
    for (let host = 0; host < slots.capacity.length; host++)
      if (this.#used[0][host] < slots.capacity[host]) rooms.push(host);
    return rooms;
  }

  /** `without`: a unit that leaves the host at the same time, -1 = none. */
  #mayEnter(unit: number, host: number, without: number): boolean {
    const { proxy, leaving, pin, resources, apartOf, cost } = this.instance;
    if (host === proxy || host === leaving || (pin[unit] >= 0 && pin[unit] !== host)) return false;
    for (let at = 0; at < resources.length; at++) {
      const { need, capacity } = resources[at];
      const freed = without < 0 ? 0 : need[without];
      if (this.#used[at][host] - freed + need[unit] > capacity[host]) return false;
    }
    for (const group of apartOf[unit]) {
      const met = this.#apart[group * cost.hosts + host];
      if (met > (without >= 0 && apartOf[without].includes(group) ? 1 : 0)) return false;
    }
    return true;
  }

  /** Whether moves and downtime stay in their limits when one unit, or two, go elsewhere. */
  #isAffordable(x: number, toX: number, y: number, toY: number): boolean {
    const { budget } = this.instance;
    let [moves, seconds] = [this.#moves, this.#seconds];
    const go = (unit: number, to: number): void => {
      const was = this.hostOf[unit];
      moves += this.instance.movesAt(unit, to) - this.instance.movesAt(unit, was);
      seconds += this.instance.secondsAt(unit, to) - this.instance.secondsAt(unit, was);
    };
    go(x, toX);
    if (y >= 0) go(y, toY);
    return isWithinBudget(budget, moves, moves === 0 ? 0 : seconds);
  }

  #enter(unit: number, host: number): void {
    const { resources, apartOf, cost } = this.instance;
    this.hostOf[unit] = host;
    this.#positionOf[unit] = this.unitsOn[host].push(unit) - 1;
    for (let at = 0; at < resources.length; at++) this.#used[at][host] += resources[at].need[unit];
    for (const group of apartOf[unit]) this.#apart[group * cost.hosts + host] += 1;
    this.#count(unit, host, 1);
  }

  #leave(unit: number): void {
    const { resources, apartOf, cost } = this.instance;
    const host = this.hostOf[unit];
    const guests = this.unitsOn[host];
    const last = guests.pop()!;
    if (last !== unit) {
      guests[this.#positionOf[unit]] = last;
      this.#positionOf[last] = this.#positionOf[unit];
    }
    for (let at = 0; at < resources.length; at++) this.#used[at][host] -= resources[at].need[unit];
    for (const group of apartOf[unit]) this.#apart[group * cost.hosts + host] -= 1;
    this.#count(unit, host, -1);
  }

  #count(unit: number, host: number, sign: number): void {
    if (!this.#isLimited) return;
    this.#moves += sign * this.instance.movesAt(unit, host);
    this.#seconds += sign * this.instance.secondsAt(unit, host);
  }
}
