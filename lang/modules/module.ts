// A file of a policy and what it imports.
import type { PolicyTree } from "../syntax/tree.ts";
import type { Name } from "../syntax/expression.ts";
import type { Span } from "../source/span.ts";

export interface Module {
  /** Index in the compilation's sources. */
  readonly file: number;
  readonly tree: PolicyTree;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly alias: Name | undefined;
  readonly module: Module;
  readonly span: Span;
}

/** Gives the text of what an `import` names, or says in a few words why it cannot. */
export type LoadModule = (
  specifier: string,
  fromPath: string,
) => { readonly path: string; readonly text: string } | { readonly fault: string };
