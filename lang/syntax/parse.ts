// One file's text to its tree. Whatever the text is, it answers: what it could not read is in the diagnostics.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { SourceFile } from "../source/source-file.ts";
import { TooDeep } from "./base-parser.ts";
import { maximumDepth } from "./expression.ts";
import { tokenize } from "./lexer.ts";
import { reportParserError } from "./parser-messages.ts";
import { PolicyParser } from "./policy-parser.ts";
import type { FileTree } from "./policy-parser.ts";
import type { PolicyTree } from "./tree.ts";
import { dropUnknownDeclarations } from "./unknown-declarations.ts";

let parser: PolicyParser | undefined; // building it takes a while, and only those who parse need it

const nothing: FileTree = { edition: undefined, imports: [], declarations: [] };

/** `file` is the index that the spans carry. */
export function parse(source: SourceFile, file: number, diagnostics: DiagnosticBag): PolicyTree {
  parser ??= new PolicyParser();
  const tokens = tokenize(source, file, diagnostics);
  const { kept, dropped } = dropUnknownDeclarations(tokens, source.text, file, diagnostics);
  parser.file = file;
  parser.diagnostics = diagnostics;
  parser.input = kept;
  const skipped = new Set(dropped.map((token) => token.image));
  let tree = nothing;
  try {
    tree = parser.policy() ?? nothing;
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    diagnostics.report("syntax/nesting", error.span, `nested deeper than ${maximumDepth} levels`, {
      help: "split the expression, or name its parts",
    });
    for (const token of kept) skipped.add(token.image); // the rest of the file was not read
  }
  for (const error of parser.errors) {
    reportParserError(error, kept, file, source.text, diagnostics);
    for (const token of [error.token, ...error.resyncedTokens]) skipped.add(token.image);
  }
  return { ...tree, skipped };
}
