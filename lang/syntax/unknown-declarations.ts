// Takes out of the tokens what stands where a declaration must begin and begins none, so that one slip is one message.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import { didYouMean, nearest } from "../diagnostics/did-you-mean.ts";
import { tokenMatcher } from "./chevrotain.ts";
import type { IToken, TokenType } from "./chevrotain.ts";
import { tokenSpan } from "./parser-messages.ts";
import * as t from "./tokens.ts";

const topLevel = ["network", "infer", "limit", "objective", "rule", "topology", "plugin", "test"];
/** What may begin an item inside a block; a block that is not listed is left to the parser. */
const itemsOf: Readonly<Record<string, readonly string[]>> = {
  network: [
    "proxy",
    "host",
    "site",
    "vm",
    "path",
    "link",
    "overlay",
    "allow",
    "deny",
    "forward",
    "pin",
    "together",
    "apart",
  ],
  rule: ["for", "when", "do", "cooldown", "priority", "until"],
  test: ["given", "at", "expect"],
};

const opening: ReadonlySet<TokenType> = new Set([t.LeftBrace, t.LeftBracket, t.LeftParenthesis]);
const closing: ReadonlySet<TokenType> = new Set([t.RightBrace, t.RightBracket, t.RightParenthesis]);
/** After these, no item goes on with an identifier that begins a line. */
const ends: ReadonlySet<TokenType> = new Set([
  t.Identifier,
  t.Mac,
  t.NumberToken,
  t.Quantity,
  t.StringToken,
  t.True,
  t.False,
  t.LeftBrace,
  t.RightBrace,
  t.RightBracket,
  t.RightParenthesis,
]);

export function dropUnknownDeclarations(
  tokens: readonly IToken[],
  text: string,
  file: number,
  diagnostics: DiagnosticBag,
): { kept: IToken[]; dropped: IToken[] } {
  const kept: IToken[] = [];
  const dropped: IToken[] = [];
  let depth = 0;
  let block: string | undefined; // the keyword of the declaration that is open
  let begun = false; // a declaration whose block has not opened yet

  const token = (i: number): IToken | undefined => tokens[i];
  const beginsLine = (i: number): boolean => {
    const before = token(i - 1);
    if (before === undefined) return true;
    return text.slice(before.startOffset + before.image.length, token(i)?.startOffset).includes("\n");
  };

  /** Where the tokens go on behind an unknown declaration that begins at `from`. */
  function resume(from: number, starters: readonly string[]): number {
    let inner = 0;
    let i = from;
    for (; i < tokens.length; i++) {
      const { tokenType: type, image } = tokens[i];
      if (inner === 0 && closing.has(type)) return type === t.RightBrace && depth === 0 ? i + 1 : i;
      if (opening.has(type)) inner++;
      else if (closing.has(type)) {
        inner--;
        if (inner === 0 && type === t.RightBrace) return i + 1;
      } else if (i > from && inner === 0 && beginsLine(i) && starters.includes(image)) return i;
    }
    return i;
  }

  for (let i = 0; i < tokens.length;) {
    const current = tokens[i];
    const { tokenType: type, image } = current;
    let starters: readonly string[] | undefined;
    if (depth === 0 && !begun && isStray(i)) starters = topLevel;
    const before = kept.at(-1);
    if (depth === 1 && block !== undefined && type === t.Identifier && before !== undefined && i > 0) {
      const items = itemsOf[block];
      if (items !== undefined && ends.has(before.tokenType) && beginsLine(i)) starters = items;
    }
    if (starters !== undefined) {
      const end = Math.max(resume(i, starters), i + 1);
      report(current, starters);
      dropped.push(...tokens.slice(i, end));
      i = end;
      continue;
    }
    if (depth === 0 && !begun && topLevel.includes(image)) {
      block = image;
      begun = true;
    }
    if (opening.has(type)) depth++;
    if (closing.has(type)) depth = Math.max(0, depth - 1);
    if (type === t.RightBrace && depth === 0) begun = false;
    kept.push(current);
    i++;
  }
  return { kept, dropped };

  /** At the top of the file, outside every declaration: neither a keyword nor part of `edition`, `import`, `plugin`. */
  function isStray(i: number): boolean {
    const { tokenType: type, image } = tokens[i];
    if (topLevel.includes(image) && tokenMatcher(tokens[i], t.Name)) return false;
    if (type === t.keyword.edition || type === t.keyword.import || type === t.keyword.as) return false;
    const before = kept.at(-1)?.tokenType;
    if (before === t.keyword.edition || before === t.keyword.import) return false;
    return !(before === t.keyword.as && tokenMatcher(tokens[i], t.Name));
  }

  function report(found: IToken, starters: readonly string[]): void {
    const span = tokenSpan(found, undefined, file);
    if (!tokenMatcher(found, t.Name)) {
      diagnostics.report("syntax/unexpected-token", span, `expected a declaration, found \`${found.image}\``);
      return;
    }
    const meant = nearest(found.image, starters);
    const inNetwork = starters === topLevel && itemsOf["network"]?.includes(found.image);
    diagnostics.report("syntax/unknown-declaration", span, `unknown declaration \`${found.image}\``, {
      help: inNetwork ? `\`${found.image}\` belongs inside \`network\`` : didYouMean(found.image, starters),
      ...(meant === undefined ? {} : { edits: [{ span, text: meant }] }),
    });
  }
}
