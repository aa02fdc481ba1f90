// What the compiler has to say about the user's text: a value, collected and never thrown.
import type { Span } from "../source/span.ts";

export type Severity = "error" | "warning";

/** A remark on another place that the message refers to. */
export interface Label {
  readonly span: Span;
  readonly text: string;
}

/** A safe change: the span's text is replaced. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Diagnostic {
  /** `<family>/<name>`: of `catalog.ts`, or of a lint rule. */
  readonly id: `${string}/${string}`;
  readonly severity: Severity;
  /** Lower case, no full stop, one line, the user's text in back-quotes. */
  readonly message: string;
  readonly span: Span;
  readonly labels: readonly Label[];
  readonly help?: string;
  readonly edits?: readonly Edit[];
}
