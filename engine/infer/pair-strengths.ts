// The demand as undirected pairs of VMs: what pruning looks at. Linear in the entries, without a map.
import type { SparseMatrix } from "../model/sparse-matrix.ts";

/** One entry per pair of different VMs with traffic, by a, then b (a < b). Rates in bit/s. */
export interface PairStrengths {
  readonly size: number; // VMs
  readonly count: number;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly strength: Float64Array; // the stronger direction
  readonly traffic: Float64Array; // both directions together
  readonly strongest: number; // 0 without a pair
  readonly total: number; // of `traffic`
}

export function pairStrengths(demand: SparseMatrix): PairStrengths {
  const { size, rowStart, column, value } = demand;
  const back = transposed(demand);
  const a = new Uint32Array(value.length);
  const b = new Uint32Array(value.length);
  const strength = new Float64Array(value.length);
  const traffic = new Float64Array(value.length);
  let count = 0;
  let strongest = 0;
  let total = 0;
  for (let vm = 0; vm < size; vm++) {
    // Both lists ascend, so peers that come in both meet here.
    let forth = rowStart[vm];
    let reverse = back.rowStart[vm];
    while (forth < rowStart[vm + 1] || reverse < back.rowStart[vm + 1]) {
      const to = forth < rowStart[vm + 1] ? column[forth] : Infinity;
      const from = reverse < back.rowStart[vm + 1] ? back.column[reverse] : Infinity;
      const peer = Math.min(to, from);
      const sent = to === peer ? value[forth++] : 0;
      const received = from === peer ? back.value[reverse++] : 0;
      if (peer <= vm || !(sent > 0 || received > 0)) continue;
      a[count] = vm;
      b[count] = peer;
      strength[count] = Math.max(sent, received);
      traffic[count] = sent + received;
      strongest = Math.max(strongest, strength[count]);
      total += traffic[count];
      count++;
    }
  }
  return { size, count, a, b, strength, traffic, strongest, total };
}

/** Columns as rows: a counting sort, so that each row stays in order. */
function transposed({ size, rowStart, column, value }: SparseMatrix): Omit<SparseMatrix, "size"> {
  const starts = new Uint32Array(size + 1);
  for (const to of column) starts[to + 1] += 1;
  for (let row = 0; row < size; row++) starts[row + 1] += starts[row];
  const next = starts.slice();
  const from = new Uint32Array(column.length);
  const values = new Float64Array(column.length);
  for (let row = 0; row < size; row++) {
    for (let at = rowStart[row]; at < rowStart[row + 1]; at++) {
      const place = next[column[at]]++;
      from[place] = row;
      values[place] = value[at];
    }
  }
  return { rowStart: starts, column: from, value: values };
}
