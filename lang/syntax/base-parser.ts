// What all parts of the grammar use: spans of what was read, names, and the limit on nesting.
import { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import { didYouMean, nearest } from "../diagnostics/did-you-mean.ts";
import type { Span } from "../source/span.ts";
import { EmbeddedActionsParser, EOF, tokenMatcher } from "chevrotain";
import type { IToken, ParserMethod, TokenType } from "chevrotain";
import { maximumDepth } from "./expression.ts";
import type { Expression, Name } from "./expression.ts";
import { LazyLookahead } from "./lazy-lookahead.ts";
import { parserMessages, tokenSpan } from "./parser-messages.ts";
import * as t from "./tokens.ts";

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

/** A method of the library that is missing from its types. */
const library = EmbeddedActionsParser.prototype as unknown as {
  canRecoverWithSingleTokenInsertion(expected: TokenType, follows: readonly TokenType[]): boolean;
};

const maxLookahead = 2;

export abstract class BaseParser extends EmbeddedActionsParser {
  /** Set for each file. */
  file = 0;
  diagnostics: DiagnosticBag = new DiagnosticBag();
  /** Of the file that is read. */
  text = "";
  /** Offsets at which top-level declarations begin. */
  starts: ReadonlySet<number> = new Set();
  /** Words that were passed over. */
  readonly skipped: Set<string> = new Set();
  /** How many pairs of parentheses stand around an expression. */
  parenthesised: Map<Expression, number> = new Map();
  // Both exist at run time and are missing from the library's types.
  declare protected LA: (distance: number) => IToken;
  declare protected consumeToken: () => void;
  declare protected recoveryEnabled: boolean;

  /** The grammar is checked by a test, once, and not in every process: `vnet lint` starts sooner without. */
  constructor({ checksGrammar = false }: { checksGrammar?: boolean } = {}) {
    super(t.allTokens, {
      recoveryEnabled: true,
      maxLookahead,
      lookaheadStrategy: new LazyLookahead({ maxLookahead }),
      skipValidations: !checksGrammar,
      errorMessageProvider: parserMessages,
    });
  }

  /** Runs a rule without recovery: it ends with the first error. */
  strictly(run: () => void): void {
    this.recoveryEnabled = false;
    try {
      run();
    } finally {
      this.recoveryEnabled = true;
    }
  }

  /** For the library's recovery: a missing token is not made up before what stands on the next line, but brackets are. */
  override canTokenTypeBeInsertedInRecovery(type: TokenType): boolean {
    return type !== t.Colon || !this.nextBeginsLine();
  }

  /** For the library's recovery: a `}` is also made up at the end of the file and before the next declaration. */
  canRecoverWithSingleTokenInsertion(expected: TokenType, follows: readonly TokenType[]): boolean {
    const next = this.LA(1);
    const atEnd = next.tokenType === EOF || this.starts.has(next.startOffset);
    if (expected === t.RightBrace && atEnd) return true;
    return library.canRecoverWithSingleTokenInsertion.call(this, expected, follows);
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

  /** Whether a token is the first of its line; the token before it is the last that was read. */
  private nextBeginsLine(): boolean {
    const { end } = this.spanOf(this.LA(0));
    return this.text.slice(end, this.LA(1).startOffset).includes("\n");
  }

  /**
   * Passes over what begins no item of a block, up to what does, and reports it once. `starters` begin items.
   * Without it, the library would go on at the next `}`, be it the block's own or not.
   */
  protected skipJunk(block: string, starters: readonly TokenType[]): void {
    const first = this.LA(1);
    const mayGoOn = (type: TokenType): boolean => starters.includes(type) || type === t.RightBrace;
    if (mayGoOn(first.tokenType) || first.tokenType === EOF || this.starts.has(first.startOffset)) return;
    const span = this.spanOf(first);
    const words = starters.map(t.wordOf);
    if (this.nextBeginsLine() && this.nextIs(t.Name)) {
      const meant = nearest(first.image, words);
      this.diagnostics.report("syntax/unknown-declaration", span, `\`${block}\` has no \`${first.image}\``, {
        help: didYouMean(first.image, words) ?? `it has ${words.join(", ")}`,
        ...(meant === undefined ? {} : { edits: [{ span, text: meant }] }),
      });
    } else
      this.diagnostics.report(
        "syntax/unexpected-token",
        span,
        `expected the next part of \`${block}\`, found \`${first.image}\``,
      );
    for (let depth = 0; ;) {
      const { tokenType: type, image, startOffset } = this.LA(1);
      if (type === EOF || this.starts.has(startOffset)) return;
      if (depth === 0 && type === t.RightBrace) return;
      const closed = this.LA(0).tokenType === t.RightBrace;
      if (depth === 0 && starters.includes(type) && (closed || this.nextBeginsLine())) return;
      if (type === t.LeftBrace) depth++;
      if (type === t.RightBrace) depth--;
      this.skipped.add(image);
      this.consumeToken();
    }
  }

  protected checkDepth(depth: number): void {
    if (depth > maximumDepth) throw new TooDeep(this.spanOf(this.LA(1)));
  }
}
