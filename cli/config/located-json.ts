// JSON text as a value that knows where each part stands, so that what is wrong with it can be pointed at. RFC 8259.
import { printable } from "../report/printable.ts";

export interface LocatedValue {
  readonly offset: number;
  readonly value: string | number | boolean | null | readonly LocatedValue[] | LocatedObject;
}

/** In the order of the text; a name may stand in it twice. */
export interface LocatedObject {
  readonly entries: readonly {
    readonly name: string;
    readonly nameOffset: number;
    readonly value: LocatedValue;
  }[];
}

export type LocatedJson =
  | { readonly ok: true; readonly root: LocatedValue }
  /** `expected`: what should stand at the offset; `found`: what does. */
  | { readonly ok: false; readonly offset: number; readonly expected: string; readonly found: string };

/** Own choice: far above any settings, far below the end of the stack. */
const deepest = 100;

/** Never throws, whatever the text is. */
export function parseLocatedJson(text: string): LocatedJson {
  const reader = new Reader(text);
  try {
    const root = reader.value(0);
    if (reader.kind !== "end") reader.fail("the end of the file");
    return { ok: true, root };
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const found =
      text[error.offset] === undefined ? "the end of the file" : `\`${wordAt(text, error.offset)}\``;
    return { ok: false, offset: error.offset, expected: error.expected, found };
  }
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

class Unexpected extends Error {
  readonly offset: number;
  readonly expected: string;

  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

type Kind = "string" | "number" | "word" | "mark" | "end" | "nothing";

const spacePattern = /[ \t\n\r]*/y;
const tokenPatterns: readonly (readonly [Kind, RegExp])[] = [
  ["string", /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy],
  ["number", /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y],
  ["word", /(?:true|false|null)(?!\w)/y],
  ["mark", /[[\]{},:]/y],
];

class Reader {
  readonly #text: string;
  kind: Kind = "nothing";
  #token = "";
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
    this.#next();
  }

  fail(expected: string): never {
    throw new Unexpected(this.#offset, expected);
  }

  value(depth: number): LocatedValue {
    const offset = this.#offset;
    if (depth > deepest) this.fail(`no more than ${deepest} levels`);
    if (this.kind === "string" || this.kind === "number" || this.kind === "word")
      return { offset, value: JSON.parse(this.#take()) as string | number | boolean | null };
    if (this.#accept("{")) return { offset, value: { entries: this.#list("}", () => this.#entry(depth)) } };
    if (this.#accept("[")) return { offset, value: this.#list("]", () => this.value(depth + 1)) };
    return this.fail("a value");
  }

  #entry(depth: number): LocatedObject["entries"][number] {
    const nameOffset = this.#offset;
    if (this.kind !== "string") this.fail("a name in double quotes");
    const name = JSON.parse(this.#take()) as string;
    if (!this.#accept(":")) this.fail("`:`");
    return { name, nameOffset, value: this.value(depth + 1) };
  }

  #list<T>(end: string, element: () => T): T[] {
    const elements: T[] = [];
    if (this.#accept(end)) return elements;
    for (;;) {
      elements.push(element());
      if (this.#accept(end)) return elements;
      if (!this.#accept(",")) this.fail(`\`,\` or \`${end}\``);
    }
  }

  #accept(mark: string): boolean {
    if (this.kind !== "mark" || this.#token !== mark) return false;
    this.#next();
    return true;
  }

  #take(): string {
    const token = this.#token;
    this.#next();
    return token;
  }

  #next(): void {
    const start = this.#offset + this.#token.length;
    spacePattern.lastIndex = start;
    this.#offset = start + (spacePattern.exec(this.#text)?.[0].length ?? 0);
    this.#token = "";
    this.kind = this.#offset === this.#text.length ? "end" : "nothing";
    for (const [kind, pattern] of tokenPatterns) {
      pattern.lastIndex = this.#offset;
      const found = pattern.exec(this.#text);
      if (found === null) continue;
      [this.kind, this.#token] = [kind, found[0]];
      return;
    }
  }
}

/** What stands there, for a message: a word, or one character. */
function wordAt(text: string, offset: number): string {
  const [word = ""] = /^(?:[\w.+-]{1,30}|"[^"\n]{0,30}"?|[^])/u.exec(text.slice(offset, offset + 40)) ?? [];
  return printable(word);
}
