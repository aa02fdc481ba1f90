// The catalogue of lint rules is the folder of their files: each has a page and a test, and no id twice.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { allRules, catalog } from "../../../lang/index.ts";
import {
  catalogueFile,
  lintRuleCatalogue,
  lintRuleIds,
  rulesFolder,
} from "../../../scaffold/lint-rule-catalogue.ts";
import { repositoryRoot } from "../../harness/vnet-process.ts";

const at = (file: string): string => path.join(repositoryRoot, file);

it("lists the files that there are, as `npm run new:lint-rule` writes them", async () => {
  expect(allRules.map(({ id }) => id)).toEqual(lintRuleIds(repositoryRoot));
  expect(readFileSync(at(catalogueFile), "utf8")).toBe(await lintRuleCatalogue(repositoryRoot));
});

it.each(allRules)("$id has its page beside it and a test", ({ id, docs }) => {
  expect(docs).toBe(`${rulesFolder}/${id}.md`);
  expect(existsSync(at(docs))).toBe(true);
  expect(readFileSync(at(`test/${rulesFolder}/${id}.test.ts`), "utf8")).toContain("describeLintRule(");
});

it("has no name twice, and none that a diagnostic of the compiler has", () => {
  const names = allRules.map(({ id }) => id.split("/")[1]);
  expect(new Set(names).size).toBe(names.length);
  expect(allRules.filter(({ id }) => Object.hasOwn(catalog, id))).toEqual([]);
});
