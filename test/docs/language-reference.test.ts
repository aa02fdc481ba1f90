// The examples of the language reference compile without a diagnostic.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { compileText } from "../harness/compile-text.ts";
import { repositoryRoot } from "../harness/vnet-process.ts";

const reference = readFileSync(path.join(repositoryRoot, "docs/language.md"), "utf8");
const examples = [...reference.matchAll(/```vnet\n([^]*?)```/g)].map((match) => match[1] ?? "");

it("has examples", () => {
  expect(examples.length).toBeGreaterThan(1);
});

it.each(examples)("compiles %s", (text) => {
  expect(compileText(text).network.hosts.length).toBeGreaterThan(1);
});
