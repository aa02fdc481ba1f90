// The tokens of a file with the comments that belong to them: before it on lines of their own, behind it on its line.
import type { IToken } from "chevrotain";
import { Quantity } from "../syntax/tokens.ts";
import { units } from "../syntax/unit.ts";

export interface Comment {
  readonly text: string;
  /** An empty line stands before it. */
  readonly afterBlank: boolean;
}

export interface FormatToken {
  readonly text: string;
  /** It is the first of its line. */
  readonly beginsLine: boolean;
  /** An empty line stands before it, behind its comments. */
  readonly afterBlank: boolean;
  /** Taken away by whoever writes them in another place. */
  leading: readonly Comment[];
  trailing: string | undefined;
}

/** Two quantities that are one are written in one way: `10Mbps` → `10 Mbps`, `5 %` → `5%`. */
function spelling({ tokenType, image }: IToken): string {
  if (tokenType !== Quantity) return image;
  const [, digits = "", word = ""] = /^([0-9_.]+) ?(.+)$/.exec(image) ?? [];
  if (word === "%") return `${digits}%`;
  return units.has(word) ? `${digits} ${word}` : image;
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** The last one stands for the end of the file: no text, and the comments behind everything. */
export function formatTokens(
  text: string,
  tokens: readonly IToken[],
  comments: readonly IToken[],
): FormatToken[] {
  const made: FormatToken[] = [];
  let comment = 0;
  let end = 0;
  for (let i = 0; i <= tokens.length; i++) {
    const token = tokens[i];
    const start = token?.startOffset ?? text.length;
    const before = made.at(-1);
    const leading: Comment[] = [];
    for (let next = comments[comment]; next !== undefined && next.startOffset < start;) {
      const lineBreaks = countLineBreaks(text, end, next.startOffset);
      const shown = next.image.trimEnd();
      if (lineBreaks === 0 && before !== undefined) before.trailing = shown;
      else leading.push({ text: shown, afterBlank: lineBreaks > 1 });
      end = next.startOffset + next.image.length;
      next = comments[++comment];
    }
    const lineBreaks = countLineBreaks(text, end, start);
    made.push({
      text: token === undefined ? "" : spelling(token),
      beginsLine: lineBreaks > 0 || before === undefined,
      afterBlank: lineBreaks > 1,
      leading,
      trailing: undefined,
    });
    end = start + (token?.image.length ?? 0);
  }
  freeCommas(made);
  return made;
}

/** Commas come and go, so no comment hangs on one: it goes to the token before, or to the one behind. */
function freeCommas(tokens: readonly FormatToken[]): void {
  for (const [i, comma] of tokens.entries()) {
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (comma.text !== "," || before === undefined || after === undefined) continue;
    const moved = [...comma.leading];
    comma.leading = [];
    if (comma.trailing !== undefined) {
      if (before.trailing === undefined && moved.length === 0) before.trailing = comma.trailing;
      else moved.push({ text: comma.trailing, afterBlank: false });
      comma.trailing = undefined;
    }
    after.leading = [...moved, ...after.leading];
  }
}
