// Comma-separated values (RFC 4180) as records of cells, each with the place where it begins.

export interface CsvCell {
  /** Without quotes and without white space around it. */
  readonly text: string;
  readonly line: number; // from 1
  readonly column: number; // from 1, in UTF-16 units
}

/** What is wrong with a table; `message` begins with the place. */
export class CsvFault extends Error {
  constructor({ line, column }: Pick<CsvCell, "line" | "column">, message: string) {
    super(`line ${line}, column ${column}: ${message}`);
    this.name = "CsvFault";
  }
}

/**
 * Records of a text, one at a time; lines with nothing but white space are none. Lines end with LF, CRLF or CR; a byte order mark is passed over.
 * Quoted cells may hold commas, line breaks and doubled quotes. Throws `CsvFault` for a quote that is not closed, or not followed by a comma.
 */
export function* csvRecords(text: string): Generator<CsvCell[], void> {
  const cursor = { at: text.startsWith("\uFEFF") ? 1 : 0, line: 1, lineStart: 0, isWithinRecord: false };
  cursor.lineStart = cursor.at;
  while (cursor.at < text.length) {
    const record: CsvCell[] = [];
    do {
      cursor.isWithinRecord = false;
      record.push(readCell(text, cursor));
    } while (cursor.isWithinRecord);
    if (record.length > 1 || record[0].text !== "") yield record;
  }
}

interface Cursor {
  at: number;
  line: number;
  lineStart: number;
  /** Whether a comma was the last that was read: a cell follows, be it empty. */
  isWithinRecord: boolean;
}

const plainCell = /[^,\r\n]*/y;
const blank = /[ \t]*/y;

/** Leaves the cursor behind the comma or the end of the line that ends the cell. */
function readCell(text: string, cursor: Cursor): CsvCell {
  cursor.at += matchAt(blank, text, cursor.at).length;
  const place = { line: cursor.line, column: cursor.at - cursor.lineStart + 1 };
  const isQuoted = text[cursor.at] === '"';
  const content = isQuoted ? readQuoted(text, cursor, place) : matchAt(plainCell, text, cursor.at).trimEnd();
  if (!isQuoted) cursor.at += matchAt(plainCell, text, cursor.at).length;
  else cursor.at += matchAt(blank, text, cursor.at).length;
  const next = text[cursor.at];
  if (next === "\r" || next === "\n") {
    cursor.at += text.startsWith("\r\n", cursor.at) ? 2 : 1;
    cursor.line += 1;
    cursor.lineStart = cursor.at;
  } else if (next === ",") {
    cursor.at += 1;
    cursor.isWithinRecord = true;
  } else if (next !== undefined)
    throw new CsvFault(
      { line: cursor.line, column: cursor.at - cursor.lineStart + 1 },
      `expected a comma or the end of the line behind a quoted value, found \`${next}\``,
    );
  return { text: content, ...place };
}

/** The content of a quoted cell; leaves the cursor behind its closing quote. */
function readQuoted(text: string, cursor: Cursor, place: Pick<CsvCell, "line" | "column">): string {
  const opening = cursor.at;
  let content = "";
  let from = opening + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) throw new CsvFault(place, "the quote is not closed");
    content += text.slice(from, quote);
    cursor.at = quote + 1;
    if (text[cursor.at] !== '"') break;
    content += '"';
    from = cursor.at + 1;
  }
  for (const { index, 0: lineBreak } of text.slice(opening, cursor.at).matchAll(/\r\n|\r|\n/g)) {
    cursor.line += 1;
    cursor.lineStart = opening + index + lineBreak.length;
  }
  return content;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
