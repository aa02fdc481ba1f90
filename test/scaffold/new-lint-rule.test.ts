// What `npm run new:lint-rule` refuses; what it writes is tested by the recipe in CONTRIBUTING.md.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { repositoryRoot } from "../harness/vnet-process.ts";

it.each([
  ["speed/too-slow", "no family `speed`; the families are name, topology,"],
  ["stability/TooSlow", "expected <family>/<rule>, in small letters with hyphens, found `stability/TooSlow`"],
  ["stability", "found `stability`"],
  ["cost/no-gap", "the rule `stability/no-gap` exists already"],
])("refuses %s in one sentence", (id, sentence) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "scaffold/new-lint-rule.ts", id],
    { cwd: repositoryRoot, encoding: "utf8" },
  );
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`error: `);
  expect(stderr).toContain(sentence);
});
