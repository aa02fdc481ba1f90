// What every step of one compilation uses: the files, what has been declared, and where to report.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import type { OptionsSchema } from "../ir/option-schema.ts";
import type { Origin } from "../ir/policy-ir.ts";
import type { SourceFile } from "../source/source-file.ts";
import type { Span } from "../source/span.ts";
import type { Name } from "../syntax/expression.ts";
import type { TopologyDeclaration } from "../syntax/tree.ts";

/** A planner that a rule can name with `using`. */
export interface PlannerSignature {
  readonly name: string;
  /** Of the planner contract: placement, topology, forwarding or all. */
  readonly stage: string;
  readonly options: OptionsSchema;
}

/** What has become of a plugin that a policy names: what the planner in it takes, or why it cannot be used, in one sentence. */
export type PluginAnswer = { readonly name: string } & (
  { readonly signature: PlannerSignature } | { readonly fault: string }
);

/** What a name of the network stands for; `index` in its array of the compiled form. */
export interface Declared {
  readonly kind: "host" | "vm" | "site";
  readonly index: number;
  readonly proxy: boolean;
  readonly span: Span;
}

export interface Compilation {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: DiagnosticBag;
  /** The names of the network; filled before anything is evaluated. */
  readonly names: Map<string, Declared>;
  readonly planners: readonly PlannerSignature[] | undefined;
  /** The policy's plugins by name, which `using` can name, too; undefined = it has not been loaded. */
  readonly plugins: ReadonlyMap<string, PluginAnswer | undefined>;
  /** The topology that a call in `file` names, by its path (`ring`, or `alias.ring`). */
  findTopology(file: number, path: readonly string[]): TopologyDeclaration | undefined;
  topologyNames(file: number): readonly string[];
  /** Whether the word stands in text that could not be read, so that its declaration may be there. */
  readonly isExcused: (word: string) => boolean;
  /** Names that were reported as unknown; each is one mistake, however often it is used. */
  readonly unknown: Set<string>;
}

export function originOf(span: Span): Origin {
  return [span.file, span.start, span.end];
}

/** The text of a span, on one line. */
export function textOf(compilation: Compilation, span: Span): string {
  const text = compilation.sources[span.file]?.text.slice(span.start, span.end) ?? "";
  return text
    .replace(/#[^\n]*/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether an unknown name is to be reported. */
function isNews({ unknown, isExcused }: Compilation, { text }: Name): boolean {
  if (text === "" || isExcused(text) || unknown.has(text)) return false;
  unknown.add(text);
  return true;
}

export function reportUnknownName(
  compilation: Compilation,
  name: Name,
  others: Iterable<string> = [],
  what = "name",
): void {
  if (!isNews(compilation, name)) return;
  compilation.diagnostics.report("name/unknown", name.span, `unknown ${what} \`${name.text}\``, {
    help: didYouMean(name.text, [...compilation.names.keys(), ...others]),
  });
}

/** The network's thing of that name and kind, or undefined and a diagnostic. */
export function resolve(compilation: Compilation, name: Name, kind: Declared["kind"]): Declared | undefined {
  const found = compilation.names.get(name.text);
  const what = kind === "vm" ? "VM" : kind;
  if (found === undefined) {
    if (!isNews(compilation, name)) return undefined;
    const alike = [...compilation.names].filter(([, each]) => each.kind === kind).map(([text]) => text);
    compilation.diagnostics.report("name/unknown", name.span, `unknown ${what} \`${name.text}\``, {
      help: didYouMean(name.text, alike),
    });
    return undefined;
  }
  if (found.kind === kind) return found;
  compilation.diagnostics.report(
    "type/mismatch",
    name.span,
    `expected a ${what}, found the ${found.kind === "vm" ? "VM" : found.kind} \`${name.text}\``,
    { labels: [{ span: found.span, text: "declared here" }] },
  );
  return undefined;
}
