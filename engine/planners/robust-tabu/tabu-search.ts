// Robust tabu search (Taillard 1991): always the best move that is not forbidden, and what was just undone is forbidden for a random time.
import type { PlacementTable } from "../../plan/placement-table.ts";

/** Own choices, after Taillard's later code: forbidden up to `tenure` x units iterations, cubed so that short times are common. */
const tenure = 8;
/** A unit that has not been on a host for `patience` x units² iterations is sent there. */
const patience = 5;

/** What a cost must fall by, as a share, to count as lower: rounding alone does less. */
const noise = 1e-12;

/** Up to so many units all moves are looked at; beyond, those of a random run of units with all others, about as many moves. Own choice. */
const mostScanned = 128;

interface Move {
  readonly unit: number;
  readonly other: number; // the unit that it changes places with, -1 = none
  readonly to: number;
  readonly delta: number;
}

export class TabuSearch {
  readonly #table: PlacementTable;
  readonly #random: () => number;
  readonly #allowedAt: Float64Array; // unit x host: the iteration from which the unit may return there
  readonly #forcedAfter: number;
  readonly #window: number; // units whose moves an iteration looks at
  #iteration = 0;
  #cost: number;
  #best: Int32Array;
  #bestCost: number;

  constructor(table: PlacementTable, random: () => number) {
    const { units, hosts } = table.state.instance.cost;
    this.#table = table;
    this.#random = random;
    this.#allowedAt = new Float64Array(units * hosts);
    this.#forcedAfter = patience * units * units;
    this.#window = units <= mostScanned ? units : Math.ceil((mostScanned * mostScanned) / 2 / units);
    for (let unit = 0; unit < units; unit++) {
      for (let host = 0; host < hosts; host++) this.#allowedAt[unit * hosts + host] = -(unit * hosts + host);
    }
    this.#cost = table.state.cost();
    this.#best = table.state.hostOf.slice();
    this.#bestCost = this.#cost;
  }

  get best(): Int32Array {
    return this.#best;
  }

  get bestCost(): number {
    return this.#bestCost;
  }

  /** Elementary operations that one iteration costs, about. */
  get operationsPerIteration(): number {
    const { units } = this.#table.state.instance.cost;
    return 2 * Math.min(this.#window, units / 2) * units + 2 * this.#table.operationsPerMove;
  }

  /** One move; false = there is none. */
  iterate(): boolean {
    const move = this.#bestMove();
    if (move === undefined) return false;
    const { units, hosts } = this.#table.state.instance.cost;
    const { unit, other, to, delta } = move;
    const from = this.#table.state.hostOf[unit];
    const forbid = (who: number, where: number): void => {
      this.#allowedAt[who * hosts + where] =
        this.#iteration + Math.floor(this.#random() ** 3 * tenure * units) + 1;
    };
    if (other < 0) this.#table.relocate(unit, to);
    else this.#table.swap(unit, other);
    forbid(unit, from);
    if (other >= 0) forbid(other, to);
    this.#cost += delta;
    this.#iteration += 1;
    if (this.#cost < this.#bestCost * (1 - noise)) {
      this.#bestCost = this.#cost;
      this.#best = this.#table.state.hostOf.slice();
    }
    return true;
  }

  #bestMove(): Move | undefined {
    const { state, cost, exchanged, bothWays } = this.#table;
    const { hostOf } = state;
    const { units, hosts } = state.instance.cost;
    const { isFree } = state.instance;
    const rooms = state.hostsWithSlot();
    const allowedAt = this.#allowedAt;
    const now = this.#iteration;
    const record = this.#bestCost * (1 - noise) - this.#cost;
    const longAgo = now - this.#forcedAfter;
    let bestUnit = -1;
    let bestOther = -1;
    let bestTo = -1;
    let bestDelta = Infinity;
    let isForced = false;
    const seen = this.#window;
    const start = seen < units ? Math.floor(this.#random() * units) : 0;
    for (let turn = 0; turn < seen; turn++) {
      const x = (start + turn) % units;
      if (isFree[x] === 0) continue;
      const atX = hostOf[x];
      const rowX = x * hosts;
      const rowPair = x * units;
      const rowWay = atX * hosts;
      const here = cost[rowX + atX];
      for (let y = seen < units ? 0 : x + 1; y < units; y++) {
        const atY = hostOf[y];
        const rowY = y * hosts;
        const delta =
          cost[rowX + atY] -
          here +
          cost[rowY + atX] -
          cost[rowY + atY] +
          exchanged[rowPair + y] * bothWays[rowWay + atY];
        const toX = allowedAt[rowX + atY];
        const toY = allowedAt[rowY + atX];
        const isAspired = toX < longAgo || toY < longAgo || delta < record;
        if (
          isForced
            ? !isAspired || delta >= bestDelta
            : !isAspired && (delta >= bestDelta || (toX > now && toY > now))
        )
          continue;
        if (!state.canSwap(x, y)) continue;
        bestUnit = x;
        bestOther = y;
        bestTo = atY;
        bestDelta = delta;
        isForced ||= isAspired;
      }
      for (const to of rooms) {
        const delta = cost[rowX + to] - here;
        const toX = allowedAt[rowX + to];
        const isAspired = toX < longAgo || delta < record;
        if (isForced ? !isAspired || delta >= bestDelta : !isAspired && (delta >= bestDelta || toX > now))
          continue;
        if (!state.canRelocate(x, to)) continue;
        bestUnit = x;
        bestOther = -1;
        bestTo = to;
        bestDelta = delta;
        isForced ||= isAspired;
      }
    }
    return bestUnit < 0 ? undefined : { unit: bestUnit, other: bestOther, to: bestTo, delta: bestDelta };
  }
}
