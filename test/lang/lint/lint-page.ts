// The page of a lint rule, taken apart: its headings in order, and the policies that it shows.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { LintRule } from "../../../lang/index.ts";
import { repositoryRoot } from "../../harness/vnet-process.ts";

export const headings = ["Summary", "Avoid", "Prefer", "Rationale", "Options", "Known gaps"];

export interface LintPage {
  readonly title: string;
  /** Text by heading, in the order of the page. */
  readonly sections: ReadonlyMap<string, string>;
  /** The policies below a heading. */
  snippets(heading: string): readonly string[];
}

export function readLintPage({ docs }: LintRule): LintPage {
  const text = readFileSync(path.join(repositoryRoot, docs), "utf8");
  const [head = "", ...parts] = text.split(/^## /m);
  const sections = new Map(
    parts.map((part) => {
      const [heading = "", ...lines] = part.split("\n");
      return [heading, lines.join("\n").trim()];
    }),
  );
  return {
    title: head.replace(/^# /, "").trim(),
    sections,
    snippets: (heading) =>
      [...(sections.get(heading) ?? "").matchAll(/```vnet\n([^]*?)```/g)].map((match) => match[1] ?? ""),
  };
}
