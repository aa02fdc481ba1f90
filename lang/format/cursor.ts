// Walks over the tokens of a file in step with its tree: the tree says what something is, the tokens how it is written.
import type { Expression } from "../syntax/expression.ts";
import { concatAll } from "./doc.ts";
import type { Doc } from "./doc.ts";
import type { Comment, FormatToken } from "./format-token.ts";

/** Tree and tokens do not belong together: a defect of the formatter. */
export class OutOfStep extends Error {
  constructor(expected: string, found: string) {
    super(`expected \`${expected}\`, found \`${found}\``);
    this.name = "OutOfStep";
  }
}

export class Cursor {
  readonly #tokens: readonly FormatToken[];
  readonly #parenthesised: ReadonlyMap<Expression, number>;
  #next = 0;
  #last: FormatToken | undefined;

  constructor(tokens: readonly FormatToken[], parenthesised: ReadonlyMap<Expression, number>) {
    this.#tokens = tokens;
    this.#parenthesised = parenthesised;
  }

  /** The token that comes next; at the end of the file one without text. */
  get next(): FormatToken {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new OutOfStep("a token", "the end of the file");
    return token;
  }

  /** The last token that was taken, commas aside. */
  get last(): FormatToken {
    if (this.#last === undefined) throw new OutOfStep("a token", "nothing");
    return this.#last;
  }

  is(text: string): boolean {
    return this.next.text === text;
  }

  /** The next token, whatever it is, or only that. */
  take(expected?: string): Doc {
    const token = this.next;
    if (expected !== undefined && token.text !== expected) throw new OutOfStep(expected, token.text);
    this.#next++;
    this.#last = token;
    return { kind: "token", token };
  }

  /** Passes over a comma, if that is next: whoever needs one writes it. */
  skipComma(): void {
    if (this.is(",")) this.#next++;
  }

  /** Several tokens, with spaces between them. */
  words(count: number): Doc {
    const parts: Doc[] = [];
    for (let i = 0; i < count; i++) parts.push(...(i > 0 ? [" "] : []), this.take());
    return concatAll(parts);
  }

  /** The comments before the next token, for whoever writes them elsewhere. */
  takeLeading(): readonly Comment[] {
    const token = this.next;
    const { leading } = token;
    token.leading = [];
    return leading;
  }

  takeTrailing(): string | undefined {
    const token = this.last;
    const { trailing } = token;
    token.trailing = undefined;
    return trailing;
  }

  /** How many pairs of parentheses the author put around it. */
  parenthesesAround(expression: Expression): number {
    return this.#parenthesised.get(expression) ?? 0;
  }
}
