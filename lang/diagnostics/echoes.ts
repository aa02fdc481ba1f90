// Leaves out what only repeats a mistake: on a line that could not be read, the first message says it all.
import type { SourceFile } from "../source/source-file.ts";
import { positionAt } from "../source/source-file.ts";
import type { DiagnosticId } from "./catalog.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** Mistakes in the tokens, or what ends the reading; the parser then misses or meets what the line does not mean. */
const lexical: ReadonlySet<string> = new Set<DiagnosticId>([
  "syntax/unexpected-character",
  "syntax/unterminated-string",
  "syntax/nesting",
]);
const grammatical: ReadonlySet<string> = new Set<DiagnosticId>([
  "syntax/unexpected-token",
  "syntax/missing-brace",
  "syntax/unknown-declaration",
]);

/**
 * Takes diagnostics in the order of the text. Of the grammatical ones of a line the first stays, and none beside a
 * lexical one; beside a grammatical one, nothing else of its line does but the lexical ones.
 */
export function withoutEchoes(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceFile[],
): readonly Diagnostic[] {
  const lineOf = ({ span }: Diagnostic): string => {
    const source = sources[span.file];
    return `${span.file}:${source === undefined ? 0 : positionAt(source, span.start).line}`;
  };
  const garbled = new Set(diagnostics.filter(({ id }) => lexical.has(id)).map(lineOf));
  const first = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const line = lineOf(diagnostic);
    if (grammatical.has(diagnostic.id) && !first.has(line)) first.set(line, diagnostic);
  }
  return diagnostics.filter((diagnostic) => {
    if (lexical.has(diagnostic.id) || diagnostic.severity === "warning") return true;
    const line = lineOf(diagnostic);
    if (grammatical.has(diagnostic.id)) return !garbled.has(line) && first.get(line) === diagnostic;
    return !first.has(line);
  });
}
