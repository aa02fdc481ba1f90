// The two lists that the greedy migration works through: VM pairs by traffic, daemon pairs by throughput.
import type { Network } from "../../model/network.ts";
import type { Observation } from "../../model/observation.ts";
import type { SparseMatrix } from "../../model/sparse-matrix.ts";
import { orderByRate } from "../../plan/order-by-rate.ts";
import { throughputBps } from "../../plan/throughput.ts";

/** Pairs as arrays, in the order of the list: a network has hundreds of thousands. INVARIANT: `first` comes before `second` by name. */
export interface PairList {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/** VM pairs that talk and may be listed, by decreasing intensity, then by name. */
export function vmList(
  { demand }: Observation,
  rank: Uint32Array,
  isListed: (vm: number, other: number) => boolean,
): PairList {
  const opposite = transposed(demand);
  const first: number[] = [];
  const second: number[] = [];
  const bps: number[] = [];
  const add = (x: number, y: number, value: number): void => {
    if (!(value > 0) || x === y || !isListed(x, y)) return;
    first.push(rank[x] < rank[y] ? x : y);
    second.push(rank[x] < rank[y] ? y : x);
    bps.push(value);
  };
  for (let vm = 0; vm < demand.size; vm++) {
    // both directions of a pair are met in one walk along row and column; the one with the smaller index lists it
    let [there, back] = [demand.rowStart[vm], opposite.rowStart[vm]];
    const [lastThere, lastBack] = [demand.rowStart[vm + 1], opposite.rowStart[vm + 1]];
    while (there < lastThere || back < lastBack) {
      const to = there < lastThere ? demand.column[there] : Infinity;
      const from = back < lastBack ? opposite.column[back] : Infinity;
      const other = Math.min(to, from);
      const sent = to === other ? positive(demand.value[there++]) : 0;
      const received = from === other ? positive(opposite.value[back++]) : 0;
      if (vm < other) add(vm, other, sent + received);
    }
  }
  return sorted(Uint32Array.from(first), Uint32Array.from(second), Float64Array.from(bps), rank);
}

/** Pairs of hosts, the Proxy in none, by decreasing throughput, then by name; unknown throughput last. */
export function daemonList(network: Network, observation: Observation, rank: Uint32Array): PairList {
  const size = network.hosts.length;
  const most = (size * (size - 1)) / 2;
  const first = new Uint32Array(most);
  const second = new Uint32Array(most);
  const bps = new Float64Array(most);
  const byName = new Uint32Array(size);
  rank.forEach((place, host) => (byName[place] = host));
  let filled = 0;
  for (let x = 0; x < size; x++) {
    const a = byName[x];
    if (a === network.proxy) continue;
    for (let y = x + 1; y < size; y++) {
      const b = byName[y];
      if (b === network.proxy) continue;
      first[filled] = a;
      second[filled] = b;
      bps[filled++] = pairThroughput(network, observation, a, b);
    }
  }
  return sorted(first.subarray(0, filled), second.subarray(0, filled), bps.subarray(0, filled), rank);
}

/** Of the two directions the smaller; -1 when either is unknown, so that it comes last. */
function pairThroughput(network: Network, observation: Observation, a: number, b: number): number {
  const bps = Math.min(throughputBps(network, observation, a, b), throughputBps(network, observation, b, a));
  return Number.isNaN(bps) ? -1 : bps;
}

function positive(value: number): number {
  return value > 0 ? value : 0;
}

function sorted(first: Uint32Array, second: Uint32Array, bps: Float64Array, rank: Uint32Array): PairList {
  const order = orderByRate(first, second, bps, rank);
  return { first: picked(first, order), second: picked(second, order) };
}

function picked(items: Uint32Array, order: Uint32Array): Uint32Array {
  const chosen = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) chosen[at] = items[order[at]];
  return chosen;
}

/** Columns as rows, their entries ascending. */
function transposed({ size, rowStart, column, value }: SparseMatrix): SparseMatrix {
  const starts = new Uint32Array(size + 1);
  for (const to of column) starts[to + 1] += 1;
  for (let row = 0; row < size; row++) starts[row + 1] += starts[row];
  const next = starts.slice();
  const columns = new Uint32Array(column.length);
  const values = new Float64Array(column.length);
  for (let from = 0; from < size; from++) {
    for (let at = rowStart[from]; at < rowStart[from + 1]; at++) {
      const position = next[column[at]]++;
      columns[position] = from;
      values[position] = value[at];
    }
  }
  return { size, rowStart: starts, column: columns, value: values };
}
