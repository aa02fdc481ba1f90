// What all parts of the grammar use: spans of what was read, names, and the limit on nesting.
import { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { Span } from "../source/span.ts";
import { EmbeddedActionsParser, tokenMatcher } from "./chevrotain.ts";
import type { IToken, ParserMethod, TokenType } from "./chevrotain.ts";
import { maximumDepth } from "./expression.ts";
import type { Expression, Name } from "./expression.ts";
import { parserMessages, tokenSpan } from "./parser-messages.ts";
import { allTokens } from "./tokens.ts";

/** A rule of the grammar; undefined where recovery had to give up on it. */
export type Rule<T> = ParserMethod<[], T | undefined>;
/** A rule that counts how deep it nests. */
export type NestingRule<T> = ParserMethod<[level?: number], T>;

/** Ends the reading of a file whose nesting passes the limit. */
export class TooDeep extends Error {
  readonly span: Span;
  constructor(span: Span) {
    super(`nested deeper than ${maximumDepth} levels`);
    this.span = span;
  }
}

export abstract class BaseParser extends EmbeddedActionsParser {
  /** Set for each file. */
  file = 0;
  diagnostics: DiagnosticBag = new DiagnosticBag();
  // Both exist at run time and are missing from the library's types.
  declare protected LA: (distance: number) => IToken;

  constructor() {
    super(allTokens, { recoveryEnabled: true, maxLookahead: 2, errorMessageProvider: parserMessages });
  }

  protected nextIs(type: TokenType, distance = 1): boolean {
    return tokenMatcher(this.LA(distance), type);
  }

  protected spanOf(token: IToken): Span {
    return tokenSpan(token, this.LA(0), this.file);
  }

  /** From a token that was read to the last one that was. */
  protected spanFrom(first: IToken | Span): Span {
    const start = "tokenType" in first ? this.spanOf(first) : first;
    const last = this.spanOf(this.LA(0));
    return { file: this.file, start: start.start, end: Math.max(start.end, last.end) };
  }

  protected nameOf(token: IToken): Name {
    return { text: token.image, span: this.spanOf(token) };
  }

  /** Stands for what could not be read: a name without text, about which nothing more is reported. */
  protected missing(): Expression {
    const { file, end } = this.spanOf(this.LA(0));
    const span = { file, start: end, end };
    return { kind: "name", name: { text: "", span }, span, depth: 1 };
  }

  protected checkDepth(depth: number): void {
    if (depth > maximumDepth) throw new TooDeep(this.spanOf(this.LA(1)));
  }
}
