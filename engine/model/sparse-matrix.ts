// Sparse directed matrices (compressed sparse rows) for traffic between VMs and between hosts.

/** Entry (row = from, column = to) by rows: the entries of row r are `rowStart[r] ..< rowStart[r + 1]`, columns ascending. */
export interface SparseMatrix {
  readonly size: number;
  readonly rowStart: Uint32Array; // size + 1 entries
  readonly column: Uint32Array;
  readonly value: Float64Array;
}

/** One directed entry; as a list: any order, at most one per pair. */
export interface Entry {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Builds a matrix from entries; repeated pairs add up, zeros are left out. */
export function sparseMatrix(size: number, entries: Iterable<Entry>): SparseMatrix {
  const sums = new Map<number, number>();
  for (const { from, to, value } of entries) {
    const key = from * size + to;
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  const keys = [...sums.keys()].filter((key) => sums.get(key) !== 0).sort((a, b) => a - b);
  const rowStart = new Uint32Array(size + 1);
  const column = new Uint32Array(keys.length);
  const value = new Float64Array(keys.length);
  keys.forEach((key, position) => {
    const row = Math.floor(key / size);
    rowStart[row + 1] += 1;
    column[position] = key % size;
    value[position] = sums.get(key) ?? 0;
  });
  for (let row = 0; row < size; row++) rowStart[row + 1] += rowStart[row];
  return { size, rowStart, column, value };
}

/** The entries of a matrix, by rows, then columns. */
export function* entriesOf(matrix: SparseMatrix): Generator<Entry> {
  for (let from = 0; from < matrix.size; from++) {
    for (let at = matrix.rowStart[from]; at < matrix.rowStart[from + 1]; at++) {
      yield { from, to: matrix.column[at], value: matrix.value[at] };
    }
  }
}

/** The value of one entry; 0 where there is none. */
export function entryAt(matrix: SparseMatrix, from: number, to: number): number {
  for (let at = matrix.rowStart[from]; at < matrix.rowStart[from + 1]; at++) {
    if (matrix.column[at] === to) return matrix.value[at];
  }
  return 0;
}

/** The sum of all entries. */
export function totalOf(matrix: SparseMatrix): number {
  return matrix.value.reduce((sum, value) => sum + value, 0);
}
