// The difference between two texts as patches show it: lines taken out and put in, with three lines around them.

const contextLines = 3;
/** How many lines may differ before all between the first and the last difference is shown as replaced. Own choice. */
const mostEdits = 1500;

interface Step {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/** Empty for equal texts; `name` is the file's. */
export function diffTexts(name: string, before: string, after: string): string {
  if (before === after) return "";
  const steps = compareLines(linesOf(before), linesOf(after));
  const hunks = hunksOf(steps);
  return [`--- ${name}`, `+++ ${name}`, ...hunks].map((line) => `${line}\n`).join("");
}

/** With a mark behind a last line that does not end, as `diff` does. */
function linesOf(text: string): string[] {
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

/** What the two have in common at both ends is not compared. */
function compareLines(a: readonly string[], b: readonly string[]): Step[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const kept = (lines: readonly string[]): Step[] => lines.map((line) => ({ sign: " ", line }));
  const middle = shortestEdit(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...kept(a.slice(0, start)), ...middle, ...kept(a.slice(a.length - end))];
}

/** Myers, "An O(ND) difference algorithm and its variations" (1986), the greedy form. */
function shortestEdit(a: readonly string[], b: readonly string[]): Step[] {
  const reached = new Map<number, number>([[1, 0]]); // by diagonal, how far along `a`
  const history: Map<number, number>[] = [];
  for (let edits = 0; edits <= Math.min(a.length + b.length, mostEdits); edits++) {
    history.push(new Map(reached));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = putsIn(reached, diagonal, edits)
        ? (reached.get(diagonal + 1) ?? 0)
        : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reached.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return retrace(a, b, history);
    }
  }
  return [...a.map((line): Step => ({ sign: "-", line })), ...b.map((line): Step => ({ sign: "+", line }))];
}

/** Whether the best way to the diagonal with that many edits puts a line of `b` in, rather than taking one of `a` out. */
function putsIn(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  const [below, above] = [reached.get(diagonal - 1) ?? -1, reached.get(diagonal + 1) ?? -1];
  return diagonal === -edits || (diagonal !== edits && below < above);
}

function retrace(
  a: readonly string[],
  b: readonly string[],
  history: readonly ReadonlyMap<number, number>[],
): Step[] {
  const steps: Step[] = [];
  let [x, y] = [a.length, b.length];
  const keepBackTo = (least: number): void => {
    while (x > least && y > 0) {
      x -= 1;
      y -= 1;
      steps.push({ sign: " ", line: a[x] ?? "" });
    }
  };
  for (let edits = history.length - 1; edits > 0; edits--) {
    const reached = history[edits] ?? new Map<number, number>();
    const isPutIn = putsIn(reached, x - y, edits);
    const startX = reached.get(isPutIn ? x - y + 1 : x - y - 1) ?? 0;
    keepBackTo(isPutIn ? startX : startX + 1);
    if (isPutIn) steps.push({ sign: "+", line: b[--y] ?? "" });
    else steps.push({ sign: "-", line: a[--x] ?? "" });
  }
  keepBackTo(0);
  return steps.reverse();
}

function hunksOf(steps: readonly Step[]): string[] {
  const changed = steps.flatMap(({ sign }, i) => (sign === " " ? [] : [i]));
  const ranges: { from: number; to: number }[] = [];
  for (const i of changed) {
    const last = ranges.at(-1);
    if (last !== undefined && i <= last.to + 2 * contextLines) last.to = i + 1;
    else ranges.push({ from: i, to: i + 1 });
  }
  const lines: string[] = [];
  let [at, oldLine, newLine] = [0, 1, 1];
  for (const range of ranges) {
    const from = Math.max(0, range.from - contextLines);
    const to = Math.min(steps.length, range.to + contextLines);
    for (; at < from; at++) [oldLine, newLine] = [oldLine + 1, newLine + 1]; // only common lines lie between
    const shown = steps.slice(from, to);
    const count = (sign: string): number =>
      shown.filter((step) => step.sign === " " || step.sign === sign).length;
    const [old, fresh] = [count("-"), count("+")];
    lines.push(
      `@@ -${old === 0 ? oldLine - 1 : oldLine},${old} +${fresh === 0 ? newLine - 1 : newLine},${fresh} @@`,
    );
    for (const { sign, line } of shown) lines.push(sign + line);
    [at, oldLine, newLine] = [to, oldLine + old, newLine + fresh];
  }
  return lines;
}
