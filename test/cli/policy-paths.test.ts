// Which files the paths of a command mean.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliError } from "../../cli/cli-errors.ts";
import { patternToRegExp } from "../../cli/path-pattern.ts";
import { expandPolicyPaths } from "../../cli/policy-paths.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "vnet-paths-"));
  for (const name of ["sites/east", "node_modules/x", ".hidden", "empty", "[odd]"])
    mkdirSync(path.join(folder, name), { recursive: true });
  for (const name of [
    "b.vnet",
    "a.vnet",
    "notes.md",
    "sites/one.vnet",
    "sites/east/two.vnet",
    "[odd]/x.vnet",
  ])
    writeFileSync(path.join(folder, name), "");
  for (const name of ["node_modules/x/c.vnet", ".hidden/d.vnet", ".e.vnet"])
    writeFileSync(path.join(folder, name), "");
  symlinkSync("a.vnet", path.join(folder, "link.vnet"));
  symlinkSync("..", path.join(folder, "sites/up"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (...names: readonly string[]): string[] => names.map((name) => path.join(folder, name));
const expand = (...names: readonly string[]): readonly string[] => expandPolicyPaths(at(...names));
const all = ["[odd]/x.vnet", "a.vnet", "b.vnet", "link.vnet", "sites/east/two.vnet", "sites/one.vnet"];

describe("the paths of a command", () => {
  it("name files, also some that do not exist: reading says so", () => {
    expect(expand("b.vnet", "a.vnet", "gone.vnet")).toEqual(at("b.vnet", "a.vnet", "gone.vnet"));
  });

  it("name a folder: the policies below it, in order, without hidden ones and what others wrote", () => {
    expect(expandPolicyPaths([folder])).toEqual(at(...all));
  });

  it("name a file once", () => {
    expect(expand("b.vnet", "*.vnet")).toEqual(at("b.vnet", "a.vnet", "link.vnet"));
  });

  it.each([
    ["*.vnet", ["a.vnet", "b.vnet", "link.vnet"]],
    ["**/*.vnet", all],
    ["sites/**", ["sites/east/two.vnet", "sites/one.vnet"]],
    ["s*/o?e.vnet", ["sites/one.vnet"]],
    ["{a,b}.vnet", ["a.vnet", "b.vnet"]],
    ["[!a].vnet", ["b.vnet"]],
    [".e*", [".e.vnet"]],
  ])("name a pattern: %s", (pattern, names) => {
    expect(expand(pattern)).toEqual(at(...names));
  });

  it("name a file that looks like a pattern", () => {
    expect(expand("[odd]/x.vnet")).toEqual(at("[odd]/x.vnet"));
  });

  it.each(["empty", "sites/*.txt", "gone/**"])("need a file in %s", (name) => {
    expect(() => expand(name)).toThrow(CliError);
  });
});

describe("a pattern", () => {
  it.each([
    ["*.vnet", "a.vnet", true],
    ["*.vnet", "x/a.vnet", false],
    ["**/a.vnet", "a.vnet", true],
    ["**/a.vnet", "x/y/a.vnet", true],
    ["**/a.vnet", "x/.y/a.vnet", false],
    ["x/*/a", "x/y/z/a", false],
    ["a+b(1).vnet", "a+b(1).vnet", true],
    ["a.vnet", "aXvnet", false],
    ["[a-c]1", "b1", true],
    ["[^a-c]1", "b1", false],
    ["web-*", "web-", true],
    ["*", ".hidden", false],
  ])("%s, %s: %s", (pattern, name, matches) => {
    expect(patternToRegExp(pattern).test(name)).toBe(matches);
  });
});
