// A policy's text and its path, and the way from an offset to line and column. It reads nothing from disk.

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Offset at which each line begins, first line first. */
  readonly lineStarts: readonly number[];
}

/** Both count from 1; a column counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function createSourceFile(path: string, text: string): SourceFile {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return { path, text, lineStarts };
}

/** An offset behind the text counts as its end. */
export function positionAt(source: SourceFile, offset: number): Position {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.min(offset, source.text.length) - (source.lineStarts[low] ?? 0) + 1 };
}

/** The text of a line without its line break; `line` counts from 1. */
export function lineText(source: SourceFile, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return "";
  const end = (source.lineStarts[line] ?? source.text.length + 1) - 1;
  return source.text.slice(start, source.text[end - 1] === "\r" && end > start ? end - 1 : end);
}
