// Cuts a line to the width of a terminal, whatever colours it has.

// oxlint-disable-next-line no-control-regex -- escape sequences begin with a control character
const piece = /\u001b\[[\d;]*m|[^]/gu;

/** At most `columns` characters of one column each; escape sequences take none, and all of them stay. */
export function clipLine(line: string, columns: number): string {
  let room = columns;
  return line.replaceAll(piece, (part) => (part.startsWith("\u001b") || room-- > 0 ? part : ""));
}
