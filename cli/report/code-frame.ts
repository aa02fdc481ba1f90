// Draws source lines with marks under the spans that a diagnostic is about.
import { lineText, positionAt } from "../../lang/source/source-file.ts";
import type { SourceFile, Span } from "../../lang/index.ts";
import type { Paint } from "./paint.ts";

/** A span to mark; the primary one gets `^`, the others `-`. */
export interface Mark {
  readonly span: Span;
  readonly primary: boolean;
  readonly text: string;
}

interface PlacedMark {
  readonly line: number;
  /** What is shown of the line, and where in it the mark stands: from 0, in characters as shown. */
  readonly excerpt: string;
  readonly column: number;
  readonly width: number;
  readonly mark: Mark;
}

/** The longest line that is shown whole; of a longer one, what stands around a mark. Own choice. */
const longestLine = 240;
const shownBefore = 60;
const shownOfLong = 160;

/** Tabs are shown as one space, so that marks stand under what they mark; so are other control characters. */
function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, " ");
}

/** Columns that a text takes: wide characters two, combining ones none, as terminals show them. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mn}/u.test(character)) continue;
    width +=
      /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

function place(source: SourceFile, mark: Mark): PlacedMark {
  const start = positionAt(source, mark.span.start);
  const whole = lineText(source, start.line);
  const at = start.column - 1;
  const isLong = whole.length > longestLine;
  const from = isLong ? Math.max(0, at - shownBefore) : 0;
  const to = isLong ? from + shownOfLong : whole.length;
  const left = from > 0 ? "…" : "";
  const before = left + whole.slice(from, at);
  const marked = whole.slice(at, Math.min(to, at + mark.span.end - mark.span.start));
  return {
    line: start.line,
    excerpt: shown(left + whole.slice(from, to)).trimEnd() + (to < whole.length ? "…" : ""),
    column: widthOf(shown(before)),
    width: Math.max(1, widthOf(shown(marked))),
    mark,
  };
}

/** The lines of the frame, for marks of one file; a gap between lines is shown as `...`. */
export function drawFrame(source: SourceFile, marks: readonly Mark[], paint: Paint): string[] {
  const placed = marks
    .map((mark) => place(source, mark))
    .sort(
      (a, b) => a.line - b.line || Number(b.mark.primary) - Number(a.mark.primary) || a.column - b.column,
    );
  const gutter = String(placed.at(-1)?.line ?? 1).length;
  const bar = paint.dim("|");
  const lines = [`${" ".repeat(gutter)} ${bar}`];
  let last = 0;
  let drawn: string | undefined; // what is shown of that line
  for (const { line, excerpt, column, width, mark } of placed) {
    if (line !== last || excerpt !== drawn) {
      if (last !== 0 && line > last + 1) lines.push(paint.dim("..."));
      lines.push(`${paint.dim(String(line).padStart(gutter))} ${bar}${excerpt === "" ? "" : ` ${excerpt}`}`);
    }
    last = line;
    drawn = excerpt;
    const stroke = (mark.primary ? "^" : "-").repeat(width);
    const note = mark.text === "" ? "" : ` ${mark.text}`;
    const colour = mark.primary ? paint.strong : paint.note;
    lines.push(`${" ".repeat(gutter)} ${bar} ${" ".repeat(column)}${colour(stroke + note)}`);
  }
  return lines;
}
