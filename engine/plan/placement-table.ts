// What each unit's traffic would cost on each host, kept up to date, so that the change by any move is known in constant time.
import { costAt } from "./placement-cost.ts";
import type { PlacementState } from "./placement-state.ts";

/** Moves after which the table is built anew, so that rounding errors cannot add up. Own choice. */
const refreshAfter = 1 << 14;

/** Units x hosts numbers, and units x units where a pair's own traffic is looked up. Owns the state's moves: make them here. */
export class PlacementTable {
  readonly state: PlacementState;
  /** Unit x host: what the unit's traffic, and its penalty, would cost there while all others stay. */
  readonly cost: Float64Array;
  /** Unit x unit: what the two exchange, bit/s. */
  readonly exchanged: Float64Array;
  /** Host x host: the sum of both ways. */
  readonly bothWays: Float64Array;
  readonly #difference: Float64Array;
  #age = 0;

  constructor(state: PlacementState) {
    const { units, hosts, rowStart, neighbour, sent, received, distance } = state.instance.cost;
    this.state = state;
    this.cost = new Float64Array(units * hosts);
    this.exchanged = new Float64Array(units * units);
    for (let unit = 0; unit < units; unit++) {
      for (let at = rowStart[unit]; at < rowStart[unit + 1]; at++)
        this.exchanged[unit * units + neighbour[at]] = sent[at] + received[at];
    }
    this.bothWays = distance.map(
      (seconds, cell) => seconds + distance[(cell % hosts) * hosts + Math.floor(cell / hosts)],
    );
    this.#difference = new Float64Array(hosts);
    this.#refresh();
  }

  relocateDelta(unit: number, to: number): number {
    const { hosts } = this.state.instance.cost;
    return this.cost[unit * hosts + to] - this.cost[unit * hosts + this.state.hostOf[unit]];
  }

  swapDelta(x: number, y: number): number {
    const { units, hosts } = this.state.instance.cost;
    const [atX, atY] = [this.state.hostOf[x], this.state.hostOf[y]];
    const [rowX, rowY] = [x * hosts, y * hosts];
    const apart =
      this.cost[rowX + atY] - this.cost[rowX + atX] + this.cost[rowY + atX] - this.cost[rowY + atY];
    return apart + this.exchanged[x * units + y] * this.bothWays[atX * hosts + atY];
  }

  relocate(unit: number, to: number): void {
    const was = this.state.hostOf[unit];
    this.state.relocate(unit, to);
    if (!this.#isDue()) this.#follow(unit, was, to);
  }

  swap(x: number, y: number): void {
    const [atX, atY] = [this.state.hostOf[x], this.state.hostOf[y]];
    this.state.swap(x, y);
    if (this.#isDue()) return;
    this.#follow(x, atX, atY);
    this.#follow(y, atY, atX);
  }

  /** Elementary operations that one move costs, about. */
  get operationsPerMove(): number {
    const { units, hosts, neighbour } = this.state.instance.cost;
    return (2 * hosts * neighbour.length) / Math.max(1, units);
  }

  /** The unit has gone from one host to another: what its neighbours would pay anywhere changes by the difference. */
  #follow(unit: number, from: number, to: number): void {
    const { hosts, rowStart, neighbour, sent, received, distance, isSymmetric } = this.state.instance.cost;
    const { cost } = this;
    const difference = this.#difference;
    for (let host = 0; host < hosts; host++)
      difference[host] = distance[to * hosts + host] - distance[from * hosts + host];
    const end = rowStart[unit + 1];
    for (let at = rowStart[unit]; at < end; at++) {
      const row = neighbour[at] * hosts;
      const bps = sent[at];
      for (let host = 0; host < hosts; host++) cost[row + host] += bps * difference[host];
    }
    if (isSymmetric) return;
    for (let host = 0; host < hosts; host++)
      difference[host] = distance[host * hosts + to] - distance[host * hosts + from];
    for (let at = rowStart[unit]; at < end; at++) {
      const row = neighbour[at] * hosts;
      const bps = received[at];
      for (let host = 0; host < hosts; host++) cost[row + host] += bps * difference[host];
    }
  }

  #isDue(): boolean {
    this.#age += 1;
    if (this.#age < refreshAfter) return false;
    this.#refresh();
    return true;
  }

  #refresh(): void {
    const { instance, hostOf } = this.state;
    const { units, hosts } = instance.cost;
    for (let unit = 0; unit < units; unit++) {
      for (let host = 0; host < hosts; host++)
        this.cost[unit * hosts + host] =
          costAt(instance.cost, hostOf, unit, host) + this.state.penaltyAt(unit, host);
    }
    this.#age = 0;
  }
}
