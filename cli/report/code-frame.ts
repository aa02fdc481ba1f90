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
  readonly column: number; // from 0, in characters as shown
  readonly width: number;
  readonly mark: Mark;
}

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
  const line = lineText(source, start.line);
  const before = line.slice(0, start.column - 1);
  const marked = line.slice(start.column - 1, start.column - 1 + (mark.span.end - mark.span.start));
  return {
    line: start.line,
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
  for (const { line, column, width, mark } of placed) {
    if (line !== last) {
      if (last !== 0 && line > last + 1) lines.push(paint.dim("..."));
      const text = shown(lineText(source, line)).trimEnd();
      lines.push(`${paint.dim(String(line).padStart(gutter))} ${bar}${text === "" ? "" : ` ${text}`}`);
    }
    last = line;
    const stroke = (mark.primary ? "^" : "-").repeat(width);
    const note = mark.text === "" ? "" : ` ${mark.text}`;
    const colour = mark.primary ? paint.strong : paint.note;
    lines.push(`${" ".repeat(gutter)} ${bar} ${" ".repeat(column)}${colour(stroke + note)}`);
  }
  return lines;
}
