// Finds where top-level declarations begin, so that a slip in one does not spill into the next, and takes out what begins none.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import { didYouMean, nearest } from "../diagnostics/did-you-mean.ts";
import { tokenMatcher } from "chevrotain";
import type { IToken, TokenType } from "chevrotain";
import { tokenSpan } from "./parser-messages.ts";
import * as t from "./tokens.ts";

const { network, infer, limit, objective, rule, topology, plugin, test } = t.keyword;
const declarations = [network, infer, limit, objective, rule, topology, plugin, test];
const declarationWords = declarations.map(t.wordOf);
const networkItems = ["proxy", "host", "site", "vm", "path", "link", "overlay", "allow", "deny", "pin"];

export interface Sections {
  /** What the parser is to read. */
  readonly kept: IToken[];
  /** Taken out, and reported. */
  readonly dropped: readonly IToken[];
  /** Taken out as closing more than was opened; a mistake only where nothing else is reported on the line. */
  readonly surplus: readonly IToken[];
  /** Offsets at which declarations begin. */
  readonly starts: ReadonlySet<number>;
}

function beginsLine(text: string, tokens: readonly IToken[], i: number): boolean {
  const before = tokens[i - 1];
  if (before === undefined) return true;
  return text.slice(before.startOffset + before.image.length, tokens[i]?.startOffset).includes("\n");
}

/** Whether a declaration, an import or the edition can end with the token, so that the next begins on its line. */
function endsDeclaration(tokens: readonly IToken[], i: number): boolean {
  const last = tokens[i]?.tokenType;
  if (last === undefined || last === t.RightBrace) return true;
  const before = tokens[i - 1]?.tokenType;
  if (last === t.StringToken) return before === t.keyword.import || before === t.keyword.from;
  return before === t.keyword.edition || before === t.keyword.as || last === infer;
}

/** A keyword that begins a line and either stands at its very start or goes on as the declaration does. */
function beginsDeclaration(text: string, tokens: readonly IToken[], i: number): boolean {
  const [token, next, afterNext] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  if (token === undefined || !declarations.includes(token.tokenType)) return false;
  if (!endsDeclaration(tokens, i - 1) && !beginsLine(text, tokens, i)) return false;
  if (next?.tokenType === t.Colon) return false;
  if (token.startOffset === 0 || text[token.startOffset - 1] === "\n") return true;
  if (token.tokenType === infer)
    return next === undefined || [t.LeftBrace, ...declarations].includes(next.tokenType);
  if (next === undefined) return false;
  if (token.tokenType === limit) return next.tokenType === t.LeftBrace;
  if (token.tokenType === test) return tokenMatcher(next, t.StringToken);
  if (token.tokenType === plugin)
    return tokenMatcher(next, t.Name) && afterNext?.tokenType === t.keyword.from;
  const opens: TokenType[] = [t.LeftBrace, t.LeftParenthesis, t.StringToken];
  return tokenMatcher(next, t.Name) && afterNext !== undefined && opens.includes(afterNext.tokenType);
}

/** How much deeper the braces of these tokens lead at most downwards: -1 when one closes what is not open. */
function closesMore(tokens: readonly IToken[], from: number, to: number): boolean {
  let depth = 0;
  for (let i = from; i < to; i++) {
    if (tokens[i]?.tokenType === t.LeftBrace) depth++;
    if (tokens[i]?.tokenType === t.RightBrace && --depth < 0) return true;
  }
  return false;
}

/** Whether nothing but `}` follows: then these are the ones too many. */
function onlyCloses(tokens: readonly IToken[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (tokens[i]?.tokenType !== t.RightBrace) return false;
  return true;
}

/** Index behind the head of a declaration: where its `{` stands or should stand. */
function headEnd(tokens: readonly IToken[], from: number, to: number): number {
  const type = tokens[from]?.tokenType;
  let i = from + 1;
  const at = (wanted: TokenType): boolean => {
    const token = tokens[i];
    return i < to && token !== undefined && tokenMatcher(token, wanted);
  };
  if (type === topology) {
    while (i < to && !at(t.LeftBrace) && !at(t.RightParenthesis)) i++;
    return at(t.RightParenthesis) ? i + 1 : i;
  }
  if (type !== infer && type !== limit && type !== test && at(t.Name)) i++;
  if ((type === rule || type === test) && at(t.StringToken)) i++;
  return i;
}

export function findSections(
  tokens: readonly IToken[],
  text: string,
  file: number,
  diagnostics: DiagnosticBag,
): Sections {
  const kept: IToken[] = [];
  const dropped: IToken[] = [];
  const surplus: IToken[] = [];
  const begins = tokens.flatMap((_, i) => (beginsDeclaration(text, tokens, i) ? [i] : []));
  const starts = new Set(begins.map((i) => tokens[i]?.startOffset ?? 0));

  /** What stands outside every declaration. */
  function drop(from: number, to: number): void {
    const first = tokens[from];
    if (first === undefined || from >= to) return;
    for (const token of tokens.slice(from, to)) dropped.push(token);
    const span = tokenSpan(first, undefined, file);
    if (first.tokenType === t.RightBrace) return void surplus.push(first);
    if (!tokenMatcher(first, t.Name)) {
      diagnostics.report("syntax/unexpected-token", span, `expected a declaration, found \`${first.image}\``);
      return;
    }
    const meant = nearest(first.image, declarationWords);
    const help = networkItems.includes(first.image)
      ? `\`${first.image}\` belongs inside \`network\``
      : didYouMean(first.image, declarationWords);
    diagnostics.report("syntax/unknown-declaration", span, `unknown declaration \`${first.image}\``, {
      help,
      ...(meant === undefined ? {} : { edits: [{ span, text: meant }] }),
    });
  }

  /** `edition` and imports; what follows them is no declaration. */
  function readHead(to: number): void {
    let i = 0;
    const is = (type: TokenType): boolean => i < to && tokens[i]?.tokenType === type;
    const take = (): void => {
      const token = tokens[i++];
      if (token !== undefined) kept.push(token);
    };
    const isOnLine = (): boolean => i < to && !beginsLine(text, tokens, i);
    if (is(t.keyword.edition))
      do take();
      while (isOnLine());
    while (is(t.keyword.import))
      do take();
      while (isOnLine() && !is(t.keyword.import));
    drop(i, to);
  }

  function readDeclaration(from: number, to: number): void {
    const open = headEnd(tokens, from, to);
    const hasBrace = tokens[open]?.tokenType === t.LeftBrace && open < to;
    const isPlugin = tokens[from]?.tokenType === plugin;
    let depth = hasBrace || isPlugin ? 0 : 1; // the parser will miss the brace, and go on as if it were there
    for (let i = from; i < to; i++) {
      const token = tokens[i];
      if (token === undefined) return;
      if (token.tokenType === t.LeftBrace) depth++;
      if (token.tokenType === t.RightBrace) {
        if (depth === 1 && closesMore(tokens, i + 1, to) && !onlyCloses(tokens, i + 1, to)) {
          surplus.push(token);
          continue;
        }
        depth--;
        if (depth <= 0) {
          kept.push(token);
          return drop(i + 1, to);
        }
      }
      kept.push(token);
    }
  }

  readHead(begins[0] ?? tokens.length);
  for (const [n, from] of begins.entries()) readDeclaration(from, begins[n + 1] ?? tokens.length);
  return { kept, dropped, surplus, starts };
}
