// Which resources of the underlay frames use on their way: directed paths between hosts, and the hosts' cards.

/** What the underlay gives, in bit/s. NaN = unknown and Infinity = unbounded: neither constrains. */
export interface Underlay {
  pathBps(from: number, to: number): number;
  cardBps(host: number): number;
}

/** The way without a route: host, Proxy, host; one host alone when both VMs share it. */
export function starWalk(from: number, to: number, proxy: number): readonly number[] {
  if (from === to) return [from];
  if (from === proxy || to === proxy) return [from, to];
  return [from, proxy, to];
}

/** Numbers the resources as they are asked for; `capacityBps[id]` belongs to the ids that `along` returns. */
export class FlowResources {
  readonly capacityBps: number[] = [];
  readonly #hosts: number;
  readonly #underlay: Underlay;
  readonly #ids = new Map<number, number>();

  constructor(hostCount: number, underlay: Underlay) {
    this.#hosts = hostCount;
    this.#underlay = underlay;
  }

  /**
   * The resources of a walk from host to host: of each hop the sender's card out, the directed path, the receiver's card
   * in. A path belongs to the ordered pair of hosts, so all links between them share it. A walk of one host uses none.
   */
  along(walk: readonly number[]): number[] {
    const used = new Set<number>();
    const take = (key: number, capacity: number): void => {
      if (!Number.isNaN(capacity) && capacity !== Infinity) used.add(this.#idOf(key, capacity));
    };
    for (let hop = 1; hop < walk.length; hop++) {
      const from = walk[hop - 1];
      const to = walk[hop];
      take(-1 - 2 * from, this.#underlay.cardBps(from));
      take(from * this.#hosts + to, this.#underlay.pathBps(from, to));
      take(-2 - 2 * to, this.#underlay.cardBps(to));
    }
    return [...used];
  }

  /** Asks the underlay anew for what each resource gives. What it does not bound any more is Infinity. */
  refresh(): void {
    for (const [key, id] of this.#ids) {
      const capacity = this.#capacityOf(key);
      this.capacityBps[id] = Number.isNaN(capacity) ? Infinity : capacity;
    }
  }

  #capacityOf(key: number): number {
    if (key < 0) return this.#underlay.cardBps((-1 - key) >> 1);
    return this.#underlay.pathBps(Math.floor(key / this.#hosts), key % this.#hosts);
  }

  /** Keys: a path its cell in the host-by-host matrix; a card a negative number, odd out, even in. */
  #idOf(key: number, capacity: number): number {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.capacityBps.push(capacity) - 1;
      this.#ids.set(key, id);
    }
    return id;
  }
}
