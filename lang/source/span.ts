// A stretch of a source file, by offsets.

/** UTF-16 offsets, half open: `start` is the first, `end` the one behind the last. */
export interface Span {
  /** Index of the file in the compilation's `sources`. */
  readonly file: number;
  readonly start: number;
  readonly end: number;
}

/** From the start of one span to the end of a later one in the same file. */
export function joinSpans(first: Span, last: Span): Span {
  return { file: first.file, start: first.start, end: Math.max(first.end, last.end) };
}
