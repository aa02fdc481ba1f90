// Traffic between unordered pairs: of VMs, and of the hosts that run them. The two directions are added.
import { entriesOf, type SparseMatrix } from "../model/sparse-matrix.ts";

/** An unordered pair with what it exchanges both ways, bit/s > 0. INVARIANT: a < b (indices). */
export interface PairIntensity {
  readonly a: number;
  readonly b: number;
  readonly bps: number;
}

/** Pairs of VMs that talk, in no particular order. */
export function vmPairIntensities(demand: SparseMatrix): PairIntensity[] {
  return addUp(demand, (vm) => vm, demand.size);
}

/** Pairs of different hosts whose VMs talk; VMs without a host and VMs on the Proxy are left out. */
export function hostPairIntensities(
  demand: SparseMatrix,
  mapping: Int32Array,
  proxy: number,
): PairIntensity[] {
  const hostOf = (vm: number): number => (mapping[vm] === proxy ? -1 : (mapping[vm] ?? -1));
  const places = mapping.reduce((most, host) => Math.max(most, host), 0) + 1;
  return addUp(demand, hostOf, places);
}

function addUp(demand: SparseMatrix, placeOf: (vm: number) => number, places: number): PairIntensity[] {
  const sums = new Map<number, number>();
  for (const { from, to, value } of entriesOf(demand)) {
    const x = placeOf(from);
    const y = placeOf(to);
    if (x < 0 || y < 0 || x === y || !(value > 0)) continue;
    const key = Math.min(x, y) * places + Math.max(x, y);
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return [...sums].map(([key, bps]) => ({ a: Math.floor(key / places), b: key % places, bps }));
}
