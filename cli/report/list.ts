// Lists of names in a sentence, cut where they would fill it.

const longestList = 10;

/** At most ten of them; of more, the first nine and how many there are beside. */
export function list(names: readonly string[]): string {
  if (names.length <= longestList) return names.join(", ");
  return `${names.slice(0, longestList - 1).join(", ")} and ${names.length - longestList + 1} more`;
}
