// CONTRIBUTING.md shows the arrows exactly as the tests enforce them.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as prettier from "prettier";
import { expect, it } from "vitest";
import { arrows } from "./arrows.ts";
import { repositoryRoot } from "./source-tree.ts";

const file = path.join(repositoryRoot, "CONTRIBUTING.md");
const block = /<!-- arrows -->[^]*<!-- \/arrows -->/;

/** Set UPDATE_DOCS=1 to rewrite the table from the arrows. */
it("CONTRIBUTING.md has the table of arrows", async () => {
  const rows = arrows.map(
    ({ folder, may, reason }) =>
      `| \`${folder}/\` | ${may.map((target) => `\`${target}\``).join(", ")} | ${reason} |`,
  );
  const table = ["| folder | may import | reason |", "| --- | --- | --- |", ...rows].join("\n");
  const text = readFileSync(file, "utf8");
  const settings = await prettier.resolveConfig(file);
  const wanted = await prettier.format(
    text.replace(block, () => `<!-- arrows -->\n\n${table}\n\n<!-- /arrows -->`),
    { ...settings, filepath: file },
  );
  if (process.env["UPDATE_DOCS"]) writeFileSync(file, wanted);
  expect(readFileSync(file, "utf8")).toBe(wanted);
});
