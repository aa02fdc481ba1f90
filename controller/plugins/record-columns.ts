// Lists of flat records as columns: numbers become typed arrays, which cross to another process as one block each.

export interface Columns {
  readonly length: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** Few different values are told once, with an index for each record. */
export type Column =
  Float64Array | readonly unknown[] | { readonly words: readonly unknown[]; readonly at: Uint8Array };

const mostWords = 256;

/** INVARIANT: all records have the same keys. */
export function columnsOf<T extends object>(records: readonly T[]): Columns {
  const [first] = records;
  const columns: Record<string, Column> = {};
  for (const key of Object.keys(first ?? {})) columns[key] = columnOf(records, key as keyof T);
  return { length: records.length, columns };
}

export function recordsOf<T>({ length, columns }: Columns): T[] {
  const readers = Object.entries(columns).map(([key, column]) => [key, readerOf(column)] as const);
  return Array.from({ length }, (_, index) => {
    const record: Record<string, unknown> = {};
    for (const [key, read] of readers) record[key] = read(index);
    return record as T;
  });
}

function columnOf<T extends object>(records: readonly T[], key: keyof T): Column {
  const numbers = new Float64Array(records.length);
  for (let index = 0; index < records.length; index++) {
    const value = records[index][key];
    if (typeof value !== "number") return wordsOf(records, key);
    numbers[index] = value;
  }
  return numbers;
}

function wordsOf<T extends object>(records: readonly T[], key: keyof T): Column {
  const words = new Map<unknown, number>();
  const at = new Uint8Array(records.length);
  for (let index = 0; index < records.length; index++) {
    const value = records[index][key];
    let word = words.get(value);
    if (word === undefined) words.set(value, (word = words.size));
    if (word === mostWords) return records.map((record) => record[key]);
    at[index] = word;
  }
  return { words: [...words.keys()], at };
}

function readerOf(column: Column): (index: number) => unknown {
  if ("words" in column) return (index) => column.words[column.at[index]];
  return (index) => column[index];
}
