// Text to tokens. What is no token is reported and skipped, once for each stretch.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { SourceFile } from "../source/source-file.ts";
import { Lexer } from "chevrotain";
import type { IToken } from "chevrotain";
import { allTokens, MalformedMac, UnterminatedString } from "./tokens.ts";

const lexer = new Lexer(allTokens, {
  ensureOptimizations: true,
  positionTracking: "onlyOffset",
  skipValidations: true, // a test checks the tokens
});

/** Bidirectional controls and other characters that are not seen and change how text looks. */
const hiddenCharacter = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069]/g;

/** Tokens, and the comments between them, `##` too; both in the order of the text. What is no token is left out. */
export function readTokens(text: string): { tokens: IToken[]; comments: readonly IToken[] } {
  const { tokens, groups } = lexer.tokenize(text);
  return { tokens, comments: groups["comments"] ?? [] };
}

export function tokenize(source: SourceFile, file: number, diagnostics: DiagnosticBag): IToken[] {
  const { tokens, errors } = lexer.tokenize(source.text);
  for (const { offset, length } of errors) {
    const text = source.text.slice(offset, offset + length);
    const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
    const help = text.includes(";") ? "there is no `;` in the language" : undefined;
    const what = length === 1 ? "character" : "characters";
    diagnostics.report(
      "syntax/unexpected-character",
      { file, start: offset, end: offset + length },
      `unexpected ${what} \`${JSON.stringify(shown).slice(1, -1)}\``,
      { help },
    );
  }
  for (const token of tokens) {
    const span = { file, start: token.startOffset, end: token.startOffset + token.image.length };
    if (token.tokenType === UnterminatedString)
      diagnostics.report("syntax/unterminated-string", span, "this string does not end on its line", {
        help: 'close it with `"`',
      });
    if (token.tokenType === MalformedMac)
      diagnostics.report("syntax/malformed-mac", span, `\`${token.image}\` is not a MAC address`, {
        help: "write six pairs of hexadecimal digits, like `02:00:00:00:00:01`",
      });
  }
  for (const match of source.text.matchAll(hiddenCharacter)) {
    const code = match[0].charCodeAt(0).toString(16).toUpperCase();
    const span = { file, start: match.index, end: match.index + 1 };
    diagnostics.report("security/control-character", span, `hidden control character U+${code}`, {
      help: "delete it: it can make the text look different from what it is",
    });
  }
  return tokens;
}
