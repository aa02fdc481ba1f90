// Turns what the parser library reports into diagnostics. The one place that knows its positions without a value (NaN, at the end of the text).
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { Span } from "../source/span.ts";
import type { IParserErrorMessageProvider } from "chevrotain";
import type { IRecognitionException, IToken, TokenType } from "chevrotain";
import { LeftBrace, RightBrace } from "./tokens.ts";

/** What a rule stands for when none of its alternatives fits. */
const meaningOfRule: Readonly<Record<string, string>> = {
  primary: "a value",
  networkItem: "a declaration of the network",
  declaration: "a declaration",
  endpoint: "a host, `site` and a name, or `any`",
  action: "an action",
  given: "what is given",
  matcher: "a VM, a MAC address, or `any`",
  statement: "`link`, `let`, `for` or `if`",
};

function isReal(token: IToken): boolean {
  return token.startOffset >= 0;
}

/** The token's place; of one that is not in the text, the place behind `previous` (or the file's start). */
export function tokenSpan(token: IToken, previous: IToken | undefined, file: number): Span {
  if (isReal(token)) return { file, start: token.startOffset, end: token.startOffset + token.image.length };
  const at = previous !== undefined && isReal(previous) ? previous.startOffset + previous.image.length : 0;
  return { file, start: at, end: at };
}

function found(token: IToken): string {
  return isReal(token) ? `found \`${token.image}\`` : "found the end of the file";
}

function labelOf(type: TokenType): string {
  return type.name === "EOF" ? "a declaration" : (type.LABEL ?? type.name);
}

function oneOf(paths: readonly (readonly TokenType[][])[], ruleName: string): string {
  const meaning = meaningOfRule[ruleName];
  if (meaning !== undefined) return meaning;
  const firsts = new Set(paths.flatMap((alternative) => alternative.flatMap(([first]) => first ?? [])));
  const labels = [...new Set([...firsts].map(labelOf))];
  if (labels.length < 2) return labels.join("");
  return `${labels.slice(0, -1).join(", ")} or ${labels.at(-1)}`;
}

export const parserMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) => `expected ${labelOf(expected)}, ${found(actual)}`,
  buildNotAllInputParsedMessage: ({ firstRedundant }) => `expected a declaration, ${found(firstRedundant)}`,
  buildNoViableAltMessage: ({ expectedPathsPerAlt, actual, ruleName }) =>
    `expected ${oneOf(expectedPathsPerAlt, ruleName)}, ${found(actual[0])}`,
  buildEarlyExitMessage: ({ expectedIterationPaths, actual, ruleName }) =>
    `expected ${oneOf([expectedIterationPaths], ruleName)}, ${found(actual[0])}`,
};

/** How many of the tokens, which are in the order of the text, begin in front of an offset. */
function countBefore(tokens: readonly IToken[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.startOffset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The innermost `{` that is open behind the first `count` tokens. */
function openBrace(tokens: readonly IToken[], count: number): IToken | undefined {
  let closed = 0;
  for (let i = count - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token?.tokenType === RightBrace) closed++;
    if (token?.tokenType === LeftBrace && closed-- === 0) return token;
  }
  return undefined;
}

/** Reports one parser error; `tokens` are all of the file. */
export function reportParserError(
  error: IRecognitionException,
  tokens: readonly IToken[],
  file: number,
  text: string,
  diagnostics: DiagnosticBag,
): void {
  const count = isReal(error.token) ? countBefore(tokens, error.token.startOffset) : tokens.length;
  const before = tokens[count - 1];
  const wholeToken = tokenSpan(error.token, before, file);
  const behind = before === undefined ? wholeToken : { file, ...endOf(before) };
  const newLine = text.slice(behind.end, wholeToken.start).includes("\n");
  if (error.message.startsWith("expected `}`")) {
    const brace = openBrace(tokens, count);
    const labels =
      brace === undefined ? [] : [{ span: tokenSpan(brace, undefined, file), text: "opened here" }];
    diagnostics.report("syntax/missing-brace", behind, error.message, { labels });
  } else {
    // A thing that is missing at the end of a line is missing there, not on the next line.
    const isMismatch = error.name === "MismatchedTokenException";
    diagnostics.report("syntax/unexpected-token", newLine && isMismatch ? behind : wholeToken, error.message);
  }
}

function endOf(token: IToken): { start: number; end: number } {
  const end = token.startOffset + token.image.length;
  return { start: end, end };
}
