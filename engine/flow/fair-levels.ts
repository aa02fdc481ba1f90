// Progressive filling over typed arrays: the level up to which each flow rises, and what stops it. Knows numbers only.
import { MinimumHeap } from "../plan/minimum-heap.ts";

/**
 * Flow f uses `resource[i]` for i in `firstUse[f] ..< firstUse[f + 1]`, each at most once, by `usage[i]` > 0 for each unit
 * of its level, and stops by itself at `limit[f]` (Infinity = does not). `capacity` by resource, none NaN.
 */
export interface Filling {
  readonly firstUse: Uint32Array; // flows + 1
  readonly resource: Uint32Array;
  readonly usage: Float64Array;
  readonly limit: Float64Array;
  readonly capacity: Float64Array;
}

/** `bottleneck`: the resource that stopped the flow, -1 = its limit, or nothing. */
export interface FairLevels {
  readonly level: Float64Array;
  readonly bottleneck: Int32Array;
}

/** When a sum has shrunk this much by subtraction it is added up anew, so that its relative error stays near 1e-12. Own choice. */
const recomputeBelow = 1 / 1024;

/**
 * All levels rise together; a flow stops at its limit or when one of its resources is full. The result is unique
 * (Bertsekas and Gallager, Data Networks, section 6.5.2). What nothing stops gets Infinity; a limit of 0 or less gives 0.
 */
export function fairLevels(filling: Filling): FairLevels {
  const { firstUse, resource, limit } = filling;
  const level = new Float64Array(limit.length).fill(Infinity);
  const bottleneck = new Int32Array(limit.length).fill(-1);
  const tanks = new Tanks(filling);
  const { isRising } = tanks;
  const stop = (flow: number, at: number): void => {
    level[flow] = at;
    isRising[flow] = 0;
    for (let use = firstUse[flow]; use < firstUse[flow + 1]; use++)
      tanks.settle(resource[use], filling.usage[use], at);
  };
  const byLimit = flowsByLimit(limit, isRising, level);
  let next = 0;
  for (;;) {
    while (next < byLimit.length && isRising[byLimit[next]] === 0) next++;
    const own = next < byLimit.length ? limit[byLimit[next]] : Infinity;
    const full = tanks.first();
    if (own < Infinity && own <= (full < 0 ? Infinity : tanks.levelOf(full))) stop(byLimit[next], own);
    else if (full >= 0) {
      const at = tanks.levelOf(full);
      for (const flow of tanks.usersOf(full)) {
        if (isRising[flow] === 0) continue;
        bottleneck[flow] = full;
        stop(flow, at);
      }
    } else return { level, bottleneck };
  }
}

/** Rising flows with a finite limit, by limit, then by number. Settles those that may not rise at all. */
function flowsByLimit(limit: Float64Array, isRising: Uint8Array, level: Float64Array): Uint32Array {
  const order = new Uint32Array(limit.length);
  let count = 0;
  for (let flow = 0; flow < limit.length; flow++) {
    if (isRising[flow] === 0) level[flow] = 0;
    else if (limit[flow] < Infinity) order[count++] = flow;
  }
  return order.subarray(0, count).sort((x, y) => limit[x] - limit[y] || x - y);
}

/** The resources while levels rise: what settled flows leave of each, and what the others use. */
class Tanks {
  readonly isRising: Uint8Array; // by flow
  readonly #left: Float64Array;
  readonly #usage: Float64Array; // of rising flows
  readonly #usageWhenExact: Float64Array;
  readonly #risingUsers: Uint32Array;
  readonly #firstUser: Uint32Array;
  readonly #users: Uint32Array;
  readonly #userUsage: Float64Array;
  readonly #levelWhenPut: Float64Array;
  readonly #waiting: MinimumHeap<number>;

  constructor({ firstUse, resource, usage, limit, capacity }: Filling) {
    const count = capacity.length;
    this.isRising = Uint8Array.from(limit, (most) => (most > 0 ? 1 : 0));
    this.#left = capacity.slice();
    this.#usage = new Float64Array(count);
    this.#risingUsers = new Uint32Array(count);
    this.#firstUser = new Uint32Array(count + 1);
    for (const used of resource) this.#firstUser[used + 1] += 1;
    for (let at = 0; at < count; at++) this.#firstUser[at + 1] += this.#firstUser[at];
    const place = this.#firstUser.slice();
    this.#users = new Uint32Array(resource.length);
    this.#userUsage = new Float64Array(resource.length);
    for (let flow = 0; flow < limit.length; flow++) {
      for (let use = firstUse[flow]; use < firstUse[flow + 1]; use++) {
        const used = resource[use];
        const at = place[used]++;
        this.#users[at] = flow;
        this.#userUsage[at] = usage[use];
        this.#usage[used] += this.isRising[flow] * usage[use];
        this.#risingUsers[used] += this.isRising[flow];
      }
    }
    this.#usageWhenExact = this.#usage.slice();
    const levels = (this.#levelWhenPut = new Float64Array(count));
    this.#waiting = new MinimumHeap((x, y) => levels[x] - levels[y] || x - y);
    for (let at = 0; at < count; at++)
      if (this.#left[at] < Infinity && this.#risingUsers[at] > 0) this.#put(at);
  }

  /** The level at which a resource is full. */
  levelOf(resource: number): number {
    return this.#left[resource] / this.#usage[resource];
  }

  /** Its flows, settled ones too. */
  usersOf(resource: number): Uint32Array {
    return this.#users.subarray(this.#firstUser[resource], this.#firstUser[resource + 1]);
  }

  /** The resource that fills first; -1 = none has a rising flow. Levels only rise, so one that has risen since it was put in is put in again. */
  first(): number {
    for (let next = this.#waiting.least; next !== undefined; next = this.#waiting.least) {
      const isDone = this.#risingUsers[next] === 0;
      if (!isDone && !(this.levelOf(next) > this.#levelWhenPut[next])) return next;
      this.#waiting.pop();
      if (!isDone) this.#put(next);
    }
    return -1;
  }

  settle(resource: number, usage: number, level: number): void {
    this.#left[resource] = Math.max(0, this.#left[resource] - usage * level);
    this.#risingUsers[resource] -= 1;
    this.#usage[resource] -= usage;
    const isInexact = this.#usage[resource] < this.#usageWhenExact[resource] * recomputeBelow;
    if (isInexact && this.#risingUsers[resource] > 0) this.#addUpAnew(resource);
  }

  #addUpAnew(resource: number): void {
    let sum = 0;
    for (let at = this.#firstUser[resource]; at < this.#firstUser[resource + 1]; at++)
      sum += this.isRising[this.#users[at]] * this.#userUsage[at];
    this.#usage[resource] = sum;
    this.#usageWhenExact[resource] = sum;
  }

  #put(resource: number): void {
    this.#levelWhenPut[resource] = this.levelOf(resource);
    this.#waiting.push(resource);
  }
}
