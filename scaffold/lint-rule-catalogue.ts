// The list of all lint rules, written from the files below lang/lint/rules/: a folder with a file for each is the catalogue.
import { readdirSync } from "node:fs";
import path from "node:path";
import * as prettier from "prettier";

export const rulesFolder = "lang/lint/rules";
export const catalogueFile = `${rulesFolder}/all-rules.ts`;

/** Ids of the rules that have a file, in order: `<family>/<rule>`. */
export function lintRuleIds(root: string): string[] {
  return readdirSync(path.join(root, rulesFolder), { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll(path.sep, "/"))
    .filter((name) => /^[^/]+\/[^/]+\.ts$/.test(name))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

/** What the file of a rule exports: `stability/no-gap` → `noGap`. */
export function exportName(id: string): string {
  return (id.split("/")[1] ?? "").replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The text of `all-rules.ts`. */
export async function lintRuleCatalogue(root: string): Promise<string> {
  const ids = lintRuleIds(root);
  const lines = [
    "// Every lint rule, by id. Written by `npm run new:lint-rule`; a test compares it with the files beside it.",
    'import type { LintRule } from "../lint-rule.ts";',
    ...ids.map((id) => `import { ${exportName(id)} } from "./${id}.ts";`),
    "",
    `export const allRules: readonly LintRule[] = [${ids.map(exportName).join(", ")}];`,
  ];
  const filepath = path.join(root, catalogueFile);
  return prettier.format(lines.join("\n"), { ...(await prettier.resolveConfig(filepath)), filepath });
}
