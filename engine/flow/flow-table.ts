// Flows over the underlay in columns, for the fair levels of very many: nothing is allocated per flow.
import { fairLevels } from "./fair-levels.ts";
import type { Underlay } from "./flow-resources.ts";

/** Implementation choice: above it, a dense table of all pairs of hosts would cost more than it saves. */
const mostCells = 2 ** 24;

/** Resources as in `FlowResources`: of each hop the sender's card out, the directed path, the receiver's card in. */
export class FlowTable {
  readonly #hosts: number;
  readonly #underlay: Underlay;
  readonly #pathIds: { get(cell: number): number | undefined; set(cell: number, id: number): unknown };
  readonly #cardIds: Int32Array; // host out, host in: id + 1, 0 = not asked yet, -1 = binds nothing
  readonly #capacity: number[] = [];
  readonly #weight: Float64Array;
  readonly #limit: Float64Array;
  readonly #firstUse: Uint32Array;
  #resource: Uint32Array;
  #count = 0;

  /** `most`: flows that can be added. */
  constructor(hostCount: number, underlay: Underlay, most: number) {
    this.#hosts = hostCount;
    this.#underlay = underlay;
    const cells = hostCount * hostCount;
    this.#pathIds = cells <= mostCells ? denseIds(cells) : new Map<number, number>();
    this.#cardIds = new Int32Array(2 * hostCount);
    this.#weight = new Float64Array(most);
    this.#limit = new Float64Array(most);
    this.#firstUse = new Uint32Array(most + 1);
    this.#resource = new Uint32Array(6 * most);
  }

  /** A flow along a walk that comes by no host twice; `weight` > 0 bit/s at level 1, `limit`: the level at which it stops by itself. */
  add(walk: readonly number[], weight: number, limit: number): void {
    const flow = this.#count++;
    let end = this.#firstUse[flow];
    if (end + 3 * walk.length > this.#resource.length) this.#grow();
    for (let hop = 1; hop < walk.length; hop++) {
      const from = walk[hop - 1];
      const to = walk[hop];
      const [out, path, into] = [this.#cardId(from, 0), this.#pathId(from, to), this.#cardId(to, 1)];
      if (out > 0) this.#resource[end++] = out - 1;
      if (path > 0) this.#resource[end++] = path - 1;
      if (into > 0) this.#resource[end++] = into - 1;
    }
    this.#weight[flow] = weight;
    this.#limit[flow] = limit;
    this.#firstUse[flow + 1] = end;
  }

  /** By flow, in the order of adding: its weight and its max-min fair level. */
  levels(): { readonly weight: Float64Array; readonly level: Float64Array } {
    const count = this.#count;
    const firstUse = this.#firstUse.subarray(0, count + 1);
    const weight = this.#weight.subarray(0, count);
    const resource = this.#resource.subarray(0, firstUse[count]);
    const usage = new Float64Array(resource.length);
    for (let flow = 0; flow < count; flow++) usage.fill(weight[flow], firstUse[flow], firstUse[flow + 1]);
    const limit = this.#limit.subarray(0, count);
    const capacity = Float64Array.from(this.#capacity);
    return { weight, level: fairLevels({ firstUse, resource, usage, limit, capacity }).level };
  }

  #cardId(host: number, direction: 0 | 1): number {
    const known = this.#cardIds[2 * host + direction];
    if (known !== 0) return known;
    return (this.#cardIds[2 * host + direction] = this.#idOf(this.#underlay.cardBps(host)));
  }

  #pathId(from: number, to: number): number {
    const cell = from * this.#hosts + to;
    const known = this.#pathIds.get(cell) ?? 0;
    if (known !== 0) return known;
    const id = this.#idOf(this.#underlay.pathBps(from, to));
    this.#pathIds.set(cell, id);
    return id;
  }

  /** NaN = unknown and Infinity = unbounded: neither binds. */
  #idOf(capacity: number): number {
    return capacity < Infinity ? this.#capacity.push(capacity) : -1;
  }

  #grow(): void {
    const larger = new Uint32Array(2 * this.#resource.length + 3 * this.#hosts);
    larger.set(this.#resource);
    this.#resource = larger;
  }
}

function denseIds(cells: number) {
  const ids = new Int32Array(cells);
  return { get: (cell: number) => ids[cell], set: (cell: number, id: number) => (ids[cell] = id) };
}
