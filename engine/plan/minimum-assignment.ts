// The linear assignment problem: each row to one column, no column above its capacity, at the least sum.

export interface Assignment {
  /** Infinity = impossible. */
  readonly total: number;
  readonly columnOf: Int32Array; // row -> column
  /** Dual values: cost[row][column] - rowPrice - columnPrice >= 0 everywhere, and 0 where assigned. */
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
}

/**
 * By shortest augmenting paths (the Hungarian method as in Jonker and Volgenant 1987, without their start-up), columns with a capacity.
 * `cost`: rows x columns, Infinity = forbidden. O(rows² × columns).
 */
export function minimumAssignment(
  cost: Float64Array,
  rows: number,
  columns: number,
  capacity: ArrayLike<number>,
): Assignment {
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(columns);
  const columnOf = new Int32Array(rows).fill(-1);
  const taken = new Uint32Array(columns);
  const slack = new Float64Array(columns);
  const reachedFrom = new Int32Array(columns); // the row by which a column's slack was found
  const isReached = new Uint8Array(columns);
  const inTree = new Uint8Array(rows);
  for (let start = 0; start < rows; start++) {
    slack.fill(Infinity);
    isReached.fill(0);
    inTree.fill(0);
    const add = (row: number): void => {
      inTree[row] = 1;
      for (let column = 0; column < columns; column++) {
        if (isReached[column] === 1) continue;
        const reduced = cost[row * columns + column] - rowPrice[row] - columnPrice[column];
        if (reduced >= slack[column]) continue;
        slack[column] = reduced;
        reachedFrom[column] = row;
      }
    };
    add(start);
    let end = -1;
    while (end < 0) {
      let nearest = -1;
      for (let column = 0; column < columns; column++)
        if (isReached[column] === 0 && (nearest < 0 || slack[column] < slack[nearest])) nearest = column;
      if (nearest < 0 || slack[nearest] === Infinity)
        return { total: Infinity, columnOf, rowPrice, columnPrice };
      const length = slack[nearest];
      for (let row = 0; row < rows; row++) if (inTree[row] === 1) rowPrice[row] += length;
      for (let column = 0; column < columns; column++) {
        if (isReached[column] === 1) columnPrice[column] -= length;
        else slack[column] -= length;
      }
      isReached[nearest] = 1;
      if (taken[nearest] < capacity[nearest]) end = nearest;
      else for (let row = 0; row < rows; row++) if (columnOf[row] === nearest && inTree[row] === 0) add(row);
    }
    taken[end] += 1;
    for (let column = end; column >= 0;) {
      const row = reachedFrom[column];
      const before = columnOf[row];
      columnOf[row] = column;
      column = before;
    }
  }
  let total = 0;
  for (let row = 0; row < rows; row++) total += cost[row * columns + columnOf[row]];
  return { total, columnOf, rowPrice, columnPrice };
}
