// The tokens of the language. Keywords are soft: all but six may also be names.
import { createToken, Lexer } from "chevrotain";
import type { TokenType } from "chevrotain";
import { units } from "./unit.ts";

const namePattern = /[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*/;

/** Whatever can stand for a name: identifiers and soft keywords. */
export const Name = createToken({ name: "Name", label: "a name", pattern: Lexer.NA });
export const Identifier = createToken({
  name: "Identifier",
  label: "a name",
  pattern: namePattern,
  categories: Name,
});
/** An operator between two operands; `Arithmetic` are those that a link statement's ends can have. */
export const BinaryOperator = createToken({
  name: "BinaryOperator",
  label: "an operator",
  pattern: Lexer.NA,
});
export const Arithmetic = createToken({
  name: "Arithmetic",
  label: "an operator",
  pattern: Lexer.NA,
  categories: BinaryOperator,
});
export const PrefixOperator = createToken({
  name: "PrefixOperator",
  label: "an operator",
  pattern: Lexer.NA,
});

const softKeywords = [
  "edition",
  "import",
  "as",
  "network",
  "infer",
  "limit",
  "objective",
  "rule",
  "topology",
  "plugin",
  "test",
  "proxy",
  "host",
  "site",
  "vm",
  "on",
  "path",
  "link",
  "overlay",
  "allow",
  "deny",
  "forward",
  "via",
  "pin",
  "together",
  "apart",
  "per",
  "maximize",
  "minimize",
  "for",
  "each",
  "where",
  "when",
  "do",
  "cooldown",
  "priority",
  "until",
  "adapt",
  "migrate",
  "connect",
  "using",
  "reset",
  "hold",
  "alert",
  "let",
  "if",
  "else",
  "then",
  "from",
  "given",
  "at",
  "expect",
  "within",
  "traffic",
  "fail",
  "restore",
  "any",
  "all",
] as const;
export type SoftKeyword = (typeof softKeywords)[number];

function keywordToken(word: string, categories: TokenType[]): TokenType {
  const name = `Keyword${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return createToken({ name, label: `\`${word}\``, pattern: word, longer_alt: Identifier, categories });
}

export const keyword = Object.fromEntries(
  softKeywords.map((word) => [word, keywordToken(word, [Name])]),
) as Record<SoftKeyword, TokenType>;

/** A keyword as it is written. */
export function wordOf({ PATTERN: pattern }: TokenType): string {
  return typeof pattern === "string" ? pattern : "";
}

export const True = keywordToken("true", []);
export const False = keywordToken("false", []);
export const And = keywordToken("and", [BinaryOperator]);
export const Or = keywordToken("or", [BinaryOperator]);
export const In = keywordToken("in", [BinaryOperator]);
export const Mod = keywordToken("mod", [Arithmetic]);
export const Not = keywordToken("not", [PrefixOperator]);

const keywordWords: ReadonlySet<string> = new Set([
  ...softKeywords,
  "true",
  "false",
  "and",
  "or",
  "in",
  "mod",
  "not",
]);

function symbol(name: string, text: string, categories: TokenType[] = []): TokenType {
  return createToken({ name, label: `\`${text}\``, pattern: text, categories });
}

export const LeftBrace = symbol("LeftBrace", "{");
export const RightBrace = symbol("RightBrace", "}");
export const LeftBracket = symbol("LeftBracket", "[");
export const RightBracket = symbol("RightBracket", "]");
export const LeftParenthesis = symbol("LeftParenthesis", "(");
export const RightParenthesis = symbol("RightParenthesis", ")");
export const Comma = symbol("Comma", ",");
export const Colon = symbol("Colon", ":");
export const Assign = symbol("Assign", "=");
export const Both = symbol("Both", "<->", [BinaryOperator]);
export const Arrow = symbol("Arrow", "->");
export const LessOrEqual = symbol("LessOrEqual", "<=", [BinaryOperator]);
export const Less = symbol("Less", "<", [BinaryOperator]);
export const GreaterOrEqual = symbol("GreaterOrEqual", ">=", [BinaryOperator]);
export const Greater = symbol("Greater", ">", [BinaryOperator]);
export const Equal = symbol("Equal", "==", [BinaryOperator]);
export const NotEqual = symbol("NotEqual", "!=", [BinaryOperator]);
export const HalfOpen = symbol("HalfOpen", "..<", [BinaryOperator]);
export const Range = symbol("Range", "..", [BinaryOperator]);
export const Dot = symbol("Dot", ".");
export const Plus = symbol("Plus", "+", [Arithmetic]);
export const Minus = symbol("Minus", "-", [Arithmetic, PrefixOperator]);
export const Star = symbol("Star", "*", [Arithmetic]);
export const Slash = symbol("Slash", "/", [Arithmetic]);

const quantityPattern = /([0-9][0-9_]*(?:\.[0-9][0-9_]*)?)( ?)(%|[A-Za-z][A-Za-z0-9]*)/y;
const keyOrLimitPattern = /[\w-]*\s*(?::|<=?)/y;

/**
 * A number with a unit. A word behind a number on its line is a unit when it is one, or when nothing else can be
 * meant (`10 MBps`): it is no keyword, no attribute (`slots: 4 cpu: 2`) and no limit (`links <= 4 cost <= 9`).
 */
function matchQuantity(text: string, offset: number): RegExpExecArray | null {
  quantityPattern.lastIndex = offset;
  const match = quantityPattern.exec(text);
  const [, , space = "", word = ""] = match ?? [];
  if (match === null || space === "" || units.has(word)) return match;
  keyOrLimitPattern.lastIndex = offset + match[0].length;
  return keywordWords.has(word) || keyOrLimitPattern.test(text) ? null : match;
}

const digits = Array.from("0123456789");
export const Quantity = createToken({
  name: "Quantity",
  label: "a quantity",
  pattern: matchQuantity,
  start_chars_hint: digits,
  line_breaks: false,
});
export const NumberToken = createToken({
  name: "Number",
  label: "a number",
  pattern: /[0-9][0-9_]*(?:\.[0-9][0-9_]*)?/,
});
export const Mac = createToken({
  name: "Mac",
  label: "a MAC address",
  pattern: /[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}(?![\w:])/,
});
/** Looks like a MAC address and is none; the parser takes it for one, so that nothing else is reported. */
export const MalformedMac = createToken({
  name: "MalformedMac",
  label: "a MAC address",
  pattern: /[0-9A-Fa-f]{2}(?::[0-9A-Za-z]{1,3}){3,}/,
  categories: Mac,
});
export const StringToken = createToken({
  name: "String",
  label: "a string",
  pattern: /"[^"\\\n\r]*(?:\\[^\n\r][^"\\\n\r]*)*"/, // unrolled: an alternative for each character takes stack
});
/** Ends with its line, or before the brackets at its end, so that the rest of the file is read as usual. */
export const UnterminatedString = createToken({
  name: "UnterminatedString",
  label: "a string",
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*?\\?(?=[\s,{}()[\]]*(?:[\n\r]|(?![^])))/,
  categories: StringToken,
});
const Space = createToken({
  name: "Space",
  pattern: /[ \t\r\n\uFEFF]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
const Comment = createToken({ name: "Comment", pattern: /#[^\n]*/, group: "comments" });

/** In the order in which they are tried. */
export const allTokens: TokenType[] = [
  Space,
  Comment,
  Name,
  BinaryOperator,
  Arithmetic,
  PrefixOperator,
  Mac,
  MalformedMac,
  Quantity,
  NumberToken,
  StringToken,
  UnterminatedString,
  ...Object.values(keyword),
  True,
  False,
  And,
  Or,
  In,
  Mod,
  Not,
  Identifier,
  LeftBrace,
  RightBrace,
  LeftBracket,
  RightBracket,
  LeftParenthesis,
  RightParenthesis,
  Comma,
  Colon,
  Both,
  Arrow,
  LessOrEqual,
  Less,
  GreaterOrEqual,
  Greater,
  Equal,
  NotEqual,
  Assign,
  HalfOpen,
  Range,
  Dot,
  Plus,
  Minus,
  Star,
  Slash,
];
