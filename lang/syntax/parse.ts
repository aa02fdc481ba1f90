// One file's text to its tree. Whatever the text is, it answers: what it could not read is in the diagnostics.
import { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import { positionAt } from "../source/source-file.ts";
import type { SourceFile } from "../source/source-file.ts";
import { TooDeep } from "./base-parser.ts";
import type { IRecognitionException, IToken } from "chevrotain";
import { maximumDepth } from "./expression.ts";
import { tokenize } from "./lexer.ts";
import { reportParserError, tokenSpan } from "./parser-messages.ts";
import { emptyTree, PolicyParser } from "./policy-parser.ts";
import type { PolicyTree } from "./tree.ts";
import { findSections } from "./sections.ts";

let parser: PolicyParser | undefined; // building it takes a while, and only those who parse need it

const naming = ["hostItem", "siteItem", "vmItem", "network"];

/** Whether a declaration that names something was given up before its attributes. */
function losesNames({ context }: IRecognitionException): boolean {
  const stack = context.ruleStack;
  const [innermost = ""] = stack.slice(-1);
  const inNames = innermost === "names" || innermost === "name" || naming.includes(innermost);
  return inNames && stack.some((rule) => naming.includes(rule));
}

/** `file` is the index that the spans carry. */
export function parse(source: SourceFile, file: number, diagnostics: DiagnosticBag): PolicyTree {
  parser ??= new PolicyParser();
  const tokens = tokenize(source, file, diagnostics);
  return (
    readWhole(parser, source, file, tokens, diagnostics) ?? recover(parser, source, file, tokens, diagnostics)
  );
}

function prepare(reader: PolicyParser, source: SourceFile, file: number, diagnostics: DiagnosticBag): void {
  reader.file = file;
  reader.diagnostics = diagnostics;
  reader.text = source.text;
  reader.skipped.clear();
  reader.parenthesised = new Map();
  reader.tree = emptyTree();
}

/** By the grammar alone, to which line breaks are white space; undefined where the text does not follow it. */
function readWhole(
  reader: PolicyParser,
  source: SourceFile,
  file: number,
  tokens: IToken[],
  diagnostics: DiagnosticBag,
): PolicyTree | undefined {
  const found = new DiagnosticBag();
  prepare(reader, source, file, found);
  reader.starts = new Set();
  reader.input = tokens;
  try {
    reader.strictly(() => reader.policy());
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return undefined;
  }
  const { errors, skipped, tree, parenthesised } = reader;
  if (errors.length > 0 || skipped.size > 0) return undefined;
  diagnostics.addAll(found);
  return { ...tree, parenthesised, skipped: new Set(), namesAreLost: false };
}

/** What can be read of a text with mistakes; where a declaration begins a line, what went wrong before it ends. */
function recover(
  reader: PolicyParser,
  source: SourceFile,
  file: number,
  tokens: readonly IToken[],
  diagnostics: DiagnosticBag,
): PolicyTree {
  const { kept, dropped, surplus, starts } = findSections(tokens, source.text, file, diagnostics);
  prepare(reader, source, file, diagnostics);
  reader.starts = starts;
  reader.input = kept;
  const skipped = new Set(dropped.map((token) => token.image));
  let isCutOff = false;
  try {
    reader.policy();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    isCutOff = true;
    diagnostics.report("syntax/nesting", error.span, `nested deeper than ${maximumDepth} levels`, {
      help: "split the expression, or name its parts",
    });
    for (const token of kept) skipped.add(token.image); // the rest of the file was not read
  }
  for (const error of reader.errors) {
    if (isCutOff && error.name === "NotAllInputParsedException") continue; // said already

    reportParserError(error, kept, file, source.text, diagnostics);
    for (const token of [error.token, ...error.resyncedTokens]) skipped.add(token.image);
  }
  for (const word of reader.skipped) skipped.add(word);
  if (surplus.length > 0) reportSurplus(surplus, source, file, diagnostics);
  const { tree, parenthesised } = reader;
  return { ...tree, parenthesised, skipped, namesAreLost: reader.errors.some(losesNames) };
}

/** A `}` too many is a mistake of its own only where nothing else of its line is wrong. */
function reportSurplus(
  surplus: readonly IToken[],
  source: SourceFile,
  file: number,
  diagnostics: DiagnosticBag,
): void {
  const reported = diagnostics.sorted().filter(({ span }) => span.file === file);
  const lines = new Set(reported.map(({ span }) => positionAt(source, span.start).line));
  for (const token of surplus) {
    const span = tokenSpan(token, undefined, file);
    const { line } = positionAt(source, span.start);
    if (lines.has(line)) continue;
    lines.add(line);
    diagnostics.report("syntax/unexpected-token", span, "this `}` closes more than was opened");
  }
}
