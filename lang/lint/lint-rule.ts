// The contract of a lint rule: what it states about itself, what of a policy it is shown, and how it reports.
import type { Details } from "../diagnostics/diagnostic-bag.ts";
import type { Severity } from "../diagnostics/diagnostic.ts";
import type { PolicyIr, RuleIr } from "../ir/policy-ir.ts";
import type { Span } from "../source/span.ts";
import type { Declaration, RuleDeclaration } from "../syntax/tree.ts";

export type LintFamily = "name" | "topology" | "rule" | "stability" | "cost" | "security" | "style";

export interface LintRule {
  /** Spelt the same everywhere: in findings, as the file below `rules/`, as the page beside it. */
  readonly id: `${LintFamily}/${string}`;
  /** What it finds, in a few words. */
  readonly title: string;
  readonly severity: Severity;
  /** Its page, from the root of the package. The snippets there are its tests. */
  readonly docs: string;
  /** Called once for each policy, so that what a rule remembers is of one policy. Must not throw, nor must the visitor. */
  create(context: LintContext): LintVisitor;
}

export interface LintContext {
  /** The compiled form; undefined when the policy has an error. A rule that needs it then stays silent. */
  readonly policy: PolicyIr | undefined;
  /** What a rule of the policy became; undefined when `policy` is. */
  readonly compiledRule: (declaration: RuleDeclaration) => RuleIr | undefined;
  /** A finding; wording as in every diagnostic: lower case, no full stop, the user's text in back-quotes. */
  readonly report: (at: Span, message: string, details?: Details) => void;
}

/**
 * Is shown each declaration of the policy and of the files that it imports, in the order in which they count; not the
 * standard library's, and none within which something could not be read.
 */
export type LintVisitor = {
  readonly [K in Declaration["kind"]]?: (declaration: Extract<Declaration, { kind: K }>) => void;
};
