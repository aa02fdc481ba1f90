// Neighbouring items of one kind, each on its line, with what corresponds in columns.
import { flatText } from "./doc.ts";
import type { Doc } from "./doc.ts";
import { indentColumns, widthColumns, widthOf } from "./style.ts";

export interface Cells {
  /** Only items of one kind make a table. */
  readonly kind: string;
  /** Of one kind, all have as many; what an item lacks is empty. */
  readonly head: readonly Doc[];
  /** Columns of their own where all items of the table have the same keys; undefined where there are none. */
  readonly attributes?: readonly { readonly key: string; readonly doc: Doc }[] | undefined;
}

interface Row {
  readonly index: number;
  readonly kind: string;
  readonly head: readonly string[];
  readonly attributes: readonly string[];
  /** Of the attributes; empty where there are none. */
  readonly keys: string;
  readonly remark: string | undefined;
}

interface Aligned {
  readonly cells?: Cells | undefined;
  readonly doc: Doc;
  readonly remark: string | undefined;
}

/** The lines of those items that stand in a table, by index; the others are laid out on their own. `isApart`: no table goes on across the start of that item. */
export function alignRows<T extends Aligned>(
  items: readonly T[],
  level: number,
  isApart: (item: T) => boolean,
): readonly (Doc | undefined)[] {
  const room = widthColumns - level * indentColumns;
  const made: (Doc | undefined)[] = items.map(() => undefined);
  let table: Row[] = [];
  const close = (): void => {
    if (table.length > 1)
      for (const [i, text] of linesOf(table, room).entries()) made[table[i]?.index ?? 0] = text;
    table = [];
  };
  for (const [index, item] of items.entries()) {
    const row = rowOf(item, index, room);
    if (row === undefined || isApart(item) || table[0]?.kind !== row.kind) close();
    if (row !== undefined) table.push(row);
  }
  close();
  return made;
}

/** Undefined for an item that needs more than a line. */
function rowOf({ cells, doc, remark }: Aligned, index: number, room: number): Row | undefined {
  const whole = cells === undefined ? undefined : flatText(doc);
  if (cells === undefined || whole === undefined || widthOf(whole) > room) return undefined;
  const texts = (docs: readonly Doc[]): string[] => docs.map((each) => flatText(each) ?? "");
  const given = cells.attributes ?? [];
  return {
    index,
    kind: cells.kind,
    head: texts(cells.head),
    attributes: texts(given.map((each) => each.doc)),
    keys: given.map(({ key }) => key).join(" "),
    remark,
  };
}

/** None, where the columns would make a line too long. */
function linesOf(table: readonly Row[], room: number): readonly Doc[] {
  const keys = new Set(table.map((row) => row.keys).filter((each) => each !== ""));
  const rows = table.map(({ head, attributes }) =>
    keys.size === 1 ? [...head, ...attributes] : [...head, attributes.join(" ")],
  );
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
  const lines = rows.map((row) =>
    row
      .flatMap((cell, i) => (widths[i] === 0 ? [] : [cell + " ".repeat((widths[i] ?? 0) - widthOf(cell))]))
      .join(" ")
      .trimEnd(),
  );
  if (lines.some((text) => widthOf(text) > room)) return [];
  const remarked = lines.filter((_, i) => table[i]?.remark !== undefined).map(widthOf);
  const column = Math.max(0, ...remarked);
  return lines.map((text, i): Doc => {
    const remark = table[i]?.remark;
    if (remark === undefined) return text;
    const parts: Doc[] = [text, " ".repeat(column - widthOf(text)), { kind: "suffix", text: remark }];
    return { kind: "concat", parts };
  });
}
