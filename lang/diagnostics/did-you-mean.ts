// Finds the word that a misspelled one was meant to be.

/** Edits (insert, delete, replace, swap neighbours) between two words; case costs half, so that `mbps` finds `Mbps`. */
function distance(a: string, b: string): number {
  const rows = [...Array(a.length + 1).keys()].map((i) => {
    const row = new Float64Array(b.length + 1);
    row[0] = i;
    return row;
  });
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  rows[0]?.set([...Array(b.length + 1).keys()]);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a.charAt(i - 1), b.charAt(j - 1)];
      const replace = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.5 : 1;
      let best = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + replace);
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y) best = Math.min(best, cell(i - 2, j - 2) + 1);
      const row = rows[i];
      if (row !== undefined) row[j] = best;
    }
  }
  return cell(a.length, b.length);
}

/** The nearest of the candidates when it is near enough (a third of the word, at most 3 edits), else undefined. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 40) return undefined;
  let best: string | undefined;
  let least = Math.min(3, Math.max(1, Math.ceil(word.length / 3)));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > least) continue;
    const edits = distance(word, candidate);
    // Of a short word, everything is near: a suggestion must keep some of it.
    if (edits >= word.length) continue;
    if (edits < least || (edits === least && best === undefined)) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** The help line for a misspelled word, or undefined when nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const meant = nearest(word, candidates);
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`;
}
