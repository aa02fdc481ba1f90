// `npm run new:lint-rule <family>/<rule>`: writes a rule, its page and its test, and lists it. The test fails until they are filled in.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  catalogueFile,
  exportName,
  lintRuleCatalogue,
  lintRuleIds,
  rulesFolder,
} from "./lint-rule-catalogue.ts";

const families = ["name", "topology", "rule", "stability", "cost", "security", "style"];
const root = process.cwd(); // npm runs scripts at the root

function ruleText(id: string): readonly string[] {
  return [
    "// The rule that finds …",
    'import type { LintRule } from "../../lint-rule.ts";',
    "",
    `export const ${exportName(id)}: LintRule = {`,
    `  id: "${id}",`,
    '  title: "…",',
    '  severity: "warning",',
    `  docs: "${rulesFolder}/${id}.md",`,
    "  create: () => ({}),",
    "};",
  ];
}

function pageText(id: string): readonly string[] {
  const snippet = "```vnet\n\n```";
  const sections = [
    ["Summary", "…"],
    ["Avoid", snippet],
    ["Prefer", snippet],
    ["Rationale", "…"],
    ["Options", "None."],
    ["Known gaps", "None."],
  ];
  return [`# ${id}`, ...sections.flatMap(([heading, text]) => [`\n## ${heading}\n`, text])];
}

function testText(id: string): readonly string[] {
  return [
    `// The lint rule \`${id}\`: the snippets of its page, and what the page has no room for.`,
    `import { ${exportName(id)} } from "../../../../../${rulesFolder}/${id}.ts";`,
    'import { describeLintRule } from "../../describe-lint-rule.ts";',
    "",
    `describeLintRule(${exportName(id)}, { finds: [], leaves: [] });`,
  ];
}

function objectionTo(id: string): string | undefined {
  const [family = "", name = ""] = id.split("/");
  if (id.split("/").length !== 2 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    return `expected <family>/<rule>, in small letters with hyphens, found \`${id}\``;
  if (!families.includes(family)) return `no family \`${family}\`; the families are ${families.join(", ")}`;
  const taken = lintRuleIds(root).find((other) => exportName(other) === exportName(id));
  return taken && `the rule \`${taken}\` exists already`;
}

const [, , id = ""] = process.argv;
const objection = objectionTo(id);
if (objection !== undefined) {
  process.stderr.write(`error: ${objection}\n`);
  process.exitCode = 2;
} else {
  const files: readonly (readonly [string, readonly string[]])[] = [
    [`${rulesFolder}/${id}.ts`, ruleText(id)],
    [`${rulesFolder}/${id}.md`, pageText(id)],
    [`test/${rulesFolder}/${id}.test.ts`, testText(id)],
  ];
  for (const [file, lines] of files) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    if (!existsSync(path.join(root, file))) writeFileSync(path.join(root, file), `${lines.join("\n")}\n`);
    process.stdout.write(`${file}\n`);
  }
  writeFileSync(path.join(root, catalogueFile), await lintRuleCatalogue(root));
  process.stdout.write(`${catalogueFile}\n`);
}
