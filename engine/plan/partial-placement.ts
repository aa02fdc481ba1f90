// A placement of which some units are still open, and where the next one may go.
import { isWithinBudget } from "./placement-budget.ts";
import type { PlacementInstance } from "./placement-instance.ts";

/**
 * What the start breaks may stay so: a host may be overfull, or hold enemies, as long as only units are on it, or among them, that were there from the
 * start. Units that may not move are placed from the beginning.
 */
export class PartialPlacement {
  readonly hostOf: Int32Array; // -1 = open
  readonly #instance: PlacementInstance;
  readonly #guests: Int32Array; // per host
  readonly #gained: Int32Array; // guests that did not start there
  readonly #used: readonly Float64Array[]; // per resource and host
  #moves = 0;
  #seconds = 0;

  constructor(instance: PlacementInstance) {
    const { cost, resources, start, isFree } = instance;
    this.#instance = instance;
    this.hostOf = new Int32Array(cost.units).fill(-1);
    this.#guests = new Int32Array(cost.hosts);
    this.#gained = new Int32Array(cost.hosts);
    this.#used = resources.map(() => new Float64Array(cost.hosts));
    start.forEach((host, unit) => {
      if (isFree[unit] === 0) this.place(unit, host);
    });
  }

  /** Nobody is on it, and nobody who is still open started there with a right of their own to stay. */
  isEmpty(host: number): boolean {
    return this.#guests[host] === 0;
  }

  canPlace(unit: number, host: number): boolean {
    const { resources, start, proxy, leaving, pin, budget, movesAt, secondsAt } = this.#instance;
    const stays = start[unit] === host;
    if (!stays && (host === proxy || host === leaving || (pin[unit] >= 0 && pin[unit] !== host)))
      return false;
    if (!stays || this.#gained[host] > 0) {
      for (let at = 0; at < resources.length; at++)
        if (this.#used[at][host] + resources[at].need[unit] > resources[at].capacity[host]) return false;
    }
    if (this.#meetsEnemy(unit, host, stays)) return false;
    const moves = this.#moves + movesAt(unit, host);
    return isWithinBudget(budget, moves, this.#seconds + secondsAt(unit, host));
  }

  place(unit: number, host: number): void {
    this.hostOf[unit] = host;
    this.#count(unit, host, 1);
  }

  remove(unit: number): void {
    this.#count(unit, this.hostOf[unit], -1);
    this.hostOf[unit] = -1;
  }

  #meetsEnemy(unit: number, host: number, stays: boolean): boolean {
    const { apartOf, start } = this.#instance;
    if (apartOf[unit].length === 0) return false;
    return this.hostOf.some(
      (where, other) =>
        where === host &&
        !(stays && start[other] === host) &&
        apartOf[other].some((group) => apartOf[unit].includes(group)),
    );
  }

  #count(unit: number, host: number, sign: number): void {
    const { resources, start, movesAt, secondsAt } = this.#instance;
    this.#guests[host] += sign;
    if (start[unit] !== host) this.#gained[host] += sign;
    for (let at = 0; at < resources.length; at++) this.#used[at][host] += sign * resources[at].need[unit];
    this.#moves += sign * movesAt(unit, host);
    this.#seconds += sign * secondsAt(unit, host);
  }
}
