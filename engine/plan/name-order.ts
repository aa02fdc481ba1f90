// The order of names that decides every tie: by UTF-16 code units, so it depends on no locale.

/** Rank of each index when sorted by name; equal names by index. */
export function nameRanks(named: readonly { readonly name: string }[]): Uint32Array {
  const order = named.map((_, index) => index);
  order.sort((x, y) => compareNames(named[x].name, named[y].name) || x - y);
  const ranks = new Uint32Array(named.length);
  order.forEach((index, rank) => (ranks[index] = rank));
  return ranks;
}

export function compareNames(x: string, y: string): number {
  if (x === y) return 0;
  return x < y ? -1 : 1;
}
