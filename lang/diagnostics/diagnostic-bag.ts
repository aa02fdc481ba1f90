// Collects the diagnostics of one compilation: one for each id and place, in the order of the text.
import type { Span } from "../source/span.ts";
import { catalog } from "./catalog.ts";
import type { DiagnosticId } from "./catalog.ts";
import type { Diagnostic, Edit, Label } from "./diagnostic.ts";

export interface Details {
  readonly labels?: readonly Label[];
  readonly help?: string | undefined;
  readonly edits?: readonly Edit[];
}

export class DiagnosticBag {
  readonly #found = new Map<string, Diagnostic>();
  readonly #ids = new Set<string>();
  readonly #syntaxErrors: Span[] = [];
  #call: Span | undefined;

  /** Reports what the catalog lists. */
  report(id: DiagnosticId, at: Span, message: string, details?: Details): void {
    this.add({ id, severity: catalog[id].severity }, at, message, details);
  }

  /** A second diagnostic with the same id at the same place is the same mistake, and is dropped. */
  add(
    { id, severity }: Pick<Diagnostic, "id" | "severity">,
    at: Span,
    message: string,
    given: Details = {},
  ): void {
    const call = this.#call?.file === at.file ? undefined : this.#call;
    const span = call ?? at;
    const details = call === undefined ? given : { labels: [{ span: at, text: "in the topology" }] };
    const key = `${id} ${span.file} ${span.start} ${span.end}`;
    if (this.#found.has(key)) return;
    this.#ids.add(id);
    if (id.startsWith("syntax/")) this.#syntaxErrors.push(span);
    this.#found.set(key, {
      id,
      severity,
      message,
      span,
      labels: details.labels ?? [],
      ...(details.help === undefined ? {} : { help: details.help }),
      ...(details.edits === undefined ? {} : { edits: details.edits }),
    });
  }

  /** What another one has collected. */
  addAll(other: DiagnosticBag): void {
    for (const each of other.#found.values()) this.add(each, each.span, each.message, each);
  }

  /** What is wrong in another file while `run` runs is reported at the call that brought it about: that is the user's text. */
  onBehalfOf<T>(call: Span, run: () => T): T {
    this.#call = call;
    try {
      return run();
    } finally {
      this.#call = undefined;
    }
  }

  has(id: DiagnosticId): boolean {
    return this.#ids.has(id);
  }

  /** Whether a part of the text could not be read, so that what seems to be missing there may not be. */
  hasSyntaxErrorWithin({ file, start, end }: Span): boolean {
    return this.#syntaxErrors.some((span) => span.file === file && span.start >= start && span.start <= end);
  }

  get hasErrors(): boolean {
    return [...this.#found.values()].some((each) => each.severity === "error");
  }

  /** By file, offset, id. */
  sorted(): readonly Diagnostic[] {
    return [...this.#found.values()].sort(
      (a, b) =>
        a.span.file - b.span.file ||
        a.span.start - b.span.start ||
        a.span.end - b.span.end ||
        (a.id < b.id ? -1 : 1),
    );
  }
}
