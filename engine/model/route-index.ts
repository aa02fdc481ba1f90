// Routes by their pair of VMs: two counting sorts and a binary search, as a hash table of very many costs more than all that is done with it.
import type { Route, Routes } from "./route.ts";

export class RouteIndex {
  readonly #routes: Routes;
  readonly #firstOf: Uint32Array; // by sender, in `order`
  readonly #order: Uint32Array; // routes by sender, then receiver
  readonly #receiver: Uint32Array; // in that order

  constructor(routes: Routes, vmCount: number) {
    this.#routes = routes;
    const byReceiver = sortedBy(indices(routes.length), vmCount, (route) => routes[route].to).order;
    const { order, first } = sortedBy(byReceiver, vmCount, (route) => routes[route].from);
    this.#order = order;
    this.#firstOf = first;
    this.#receiver = order.map((route) => routes[route].to);
  }

  /** The last one that was listed; undefined = the pair has none. */
  of(from: number, to: number): Route | undefined {
    let low = this.#firstOf[from];
    const begin = low;
    let high = this.#firstOf[from + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#receiver[middle] <= to) low = middle + 1;
      else high = middle;
    }
    return low > begin && this.#receiver[low - 1] === to ? this.#routes[this.#order[low - 1]] : undefined;
  }
}

/** A stable counting sort; `first`: where each key begins, and the end. */
function sortedBy(
  items: Uint32Array,
  keys: number,
  keyOf: (item: number) => number,
): { readonly order: Uint32Array; readonly first: Uint32Array } {
  const first = new Uint32Array(keys + 1);
  for (const item of items) first[keyOf(item) + 1] += 1;
  for (let key = 0; key < keys; key++) first[key + 1] += first[key];
  const place = first.slice();
  const order = new Uint32Array(items.length);
  for (const item of items) order[place[keyOf(item)]++] = item;
  return { order, first };
}

function indices(count: number): Uint32Array {
  return new Uint32Array(count).map((_, index) => index);
}
