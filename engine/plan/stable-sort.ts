// Sorting by small whole numbers, in time that grows with the number of items alone.

/** A counting sort. Keys are 0 ..< `below`. */
export function stableSort(items: Uint32Array, keyOf: Uint32Array, below: number): Uint32Array {
  const next = new Uint32Array(below + 1);
  for (let at = 0; at < items.length; at++) next[keyOf[items[at]] + 1] += 1;
  for (let key = 0; key < below; key++) next[key + 1] += next[key];
  const sorted = new Uint32Array(items.length);
  for (let at = 0; at < items.length; at++) sorted[next[keyOf[items[at]]]++] = items[at];
  return sorted;
}
