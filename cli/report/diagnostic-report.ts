// Shows diagnostics: for people with code frames, plain with one line each, or as JSON.
import { positionAt } from "../../lang/source/source-file.ts";
import type { Diagnostic, SourceFile, Span } from "../../lang/index.ts";
import { drawFrame } from "./code-frame.ts";
import type { Mark } from "./code-frame.ts";
import { paintFor } from "./paint.ts";
import { printable, printableIn } from "./printable.ts";
import { counted } from "./quantity.ts";

export const diagnosticFormats = ["human", "plain", "json"] as const;
export type DiagnosticFormat = (typeof diagnosticFormats)[number];

/** The diagnostics of one compilation, with the files that their spans count. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceFile[];
}

function place(span: Span, sources: readonly SourceFile[]): { file: string; line: number; column: number } {
  const source = sources[span.file];
  if (source === undefined) return { file: "?", line: 1, column: 1 };
  return { file: source.path, ...positionAt(source, span.start) };
}

function placeText(span: Span, sources: readonly SourceFile[]): string {
  const { file, line, column } = place(span, sources);
  return `${printable(file)}:${line}:${column}`;
}

function humanOf(diagnostic: Diagnostic, sources: readonly SourceFile[], colour: boolean): string {
  const { id, severity, span } = diagnostic;
  const { message, labels, help } = printableIn(diagnostic);
  const paint = paintFor(severity, colour);
  const lines = [`${paint.strong(`${severity}[${id}]`)}${paint.bold(`: ${message}`)}`];
  lines.push(`  ${paint.dim("-->")} ${placeText(span, sources)}`);
  // A label on the diagnostic's own span stands beside its carets.
  const own = labels.find((label) => label.span.start === span.start && label.span.file === span.file);
  const marks: Mark[] = [
    { span, primary: true, text: own?.text ?? "" },
    ...labels.filter((label) => label !== own).map((label) => ({ ...label, primary: false })),
  ];
  const source = sources[span.file];
  const here = marks.filter((mark) => mark.span.file === span.file);
  if (source !== undefined) lines.push(...drawFrame(source, here, paint));
  for (const mark of marks.filter((each) => each.span.file !== span.file))
    lines.push(`  ${paint.dim("note:")} ${mark.text} at ${placeText(mark.span, sources)}`);
  if (help !== undefined) lines.push(`  ${paint.note("help:")} ${help}`);
  return lines.join("\n");
}

/** `2 errors, 1 warning in 3 files`. */
function summary(diagnostics: readonly Diagnostic[], files: number): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const parts = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(diagnostics.length > errors ? [counted(diagnostics.length - errors, "warning")] : []),
  ];
  return `${parts.length === 0 ? "nothing to report" : parts.join(", ")} in ${counted(files, "file")}`;
}

function jsonOf(diagnostic: Diagnostic, sources: readonly SourceFile[]): unknown {
  const { span, labels, edits, ...rest } = diagnostic;
  const withPlace = (at: Span): unknown => {
    const source = sources[at.file];
    const end = source === undefined ? undefined : positionAt(source, at.end);
    return {
      ...place(at, sources),
      endLine: end?.line,
      endColumn: end?.column,
      start: at.start,
      end: at.end,
    };
  };
  return {
    ...rest,
    ...(withPlace(span) as object),
    labels: labels.map((label) => ({ text: label.text, ...(withPlace(label.span) as object) })),
    edits: (edits ?? []).map((edit) => ({ text: edit.text, ...(withPlace(edit.span) as object) })),
  };
}

/**
 * All that is to be written, ending with a newline. `files` is how many policies were read, for the summary line.
 * Human and plain end with the summary; JSON is one document `{ "diagnostics": […] }`.
 */
export function reportDiagnostics(
  findings: readonly Findings[],
  options: { readonly format: DiagnosticFormat; readonly colour: boolean; readonly files: number },
): string {
  const all = findings.flatMap(({ diagnostics, sources }) =>
    diagnostics.map((diagnostic) => ({ diagnostic, sources })),
  );
  const { format, colour, files } = options;
  if (format === "json") {
    const diagnostics = all.map(({ diagnostic, sources }) => jsonOf(diagnostic, sources));
    return `${JSON.stringify({ diagnostics }, null, 2)}\n`;
  }
  const total = summary(
    all.map(({ diagnostic }) => diagnostic),
    files,
  );
  if (format === "plain") {
    const lines = all.map(({ diagnostic, sources }) => {
      const { id, severity, message, span, help } = diagnostic;
      return `${placeText(span, sources)}: ${severity}[${id}]: ${message}${help === undefined ? "" : ` (${help})`}`;
    });
    return `${[...lines, total].join("\n")}\n`;
  }
  const blocks = all.map(({ diagnostic, sources }) => `${humanOf(diagnostic, sources, colour)}\n`);
  return `${[...blocks, total].join("\n")}\n`;
}
