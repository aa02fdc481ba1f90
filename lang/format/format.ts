// Policy text in the one style. What it cannot read it leaves alone, and it reads its own output again before it gives it away.
import { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { withoutEchoes } from "../diagnostics/echoes.ts";
import { createSourceFile } from "../source/source-file.ts";
import type { SourceFile } from "../source/source-file.ts";
import { readTokens } from "../syntax/lexer.ts";
import { parse } from "../syntax/parse.ts";
import type { PolicyTree } from "../syntax/tree.ts";
import { OutOfStep } from "./cursor.ts";
import { formatTokens } from "./format-token.ts";
import { layoutPolicy } from "./layout.ts";
import { printDoc } from "./print-doc.ts";
import { isSameTree } from "./same-tree.ts";

export type FormatResult =
  | { readonly ok: true; readonly text: string }
  /** The text is no policy; it has been left alone. */
  | {
      readonly ok: false;
      readonly reason: "unreadable";
      readonly diagnostics: readonly Diagnostic[];
      readonly sources: readonly SourceFile[];
    }
  /** The formatter's output does not say what the text says: a defect, and the text has been left alone. */
  | { readonly ok: false; readonly reason: "defect"; readonly message: string };

interface Read {
  readonly tree: PolicyTree;
  readonly bag: DiagnosticBag;
}

function read(source: SourceFile): Read {
  const bag = new DiagnosticBag();
  return { tree: parse(source, 0, bag), bag };
}

/** The same text gives the same text, and formatting that again changes nothing. `path` is for diagnostics. */
export function format({ path, text }: { readonly path: string; readonly text: string }): FormatResult {
  const source = createSourceFile(path, text);
  const { tree, bag } = read(source);
  if (bag.hasErrors) {
    const errors = bag.sorted().filter(({ severity }) => severity === "error");
    return {
      ok: false,
      reason: "unreadable",
      diagnostics: withoutEchoes(errors, [source]),
      sources: [source],
    };
  }
  const { tokens, comments } = readTokens(text);
  let formatted: string;
  try {
    formatted = printDoc(layoutPolicy(tree, formatTokens(text, tokens, comments)));
  } catch (error) {
    if (!(error instanceof OutOfStep)) throw error;
    return { ok: false, reason: "defect", message: error.message };
  }
  const again = read(createSourceFile(path, formatted));
  if (again.bag.hasErrors || !isSameTree(tree, again.tree))
    return { ok: false, reason: "defect", message: "the formatted text would not say the same" };
  const shown = (of: typeof comments): string => of.map(({ image }) => image.trimEnd()).join("\n");
  if (shown(comments) !== shown(readTokens(formatted).comments))
    return { ok: false, reason: "defect", message: "the formatted text would not have the same comments" };
  return { ok: true, text: formatted };
}
