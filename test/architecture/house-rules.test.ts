// House rules that no linter states: names, headers, length, and nothing impure in the pure areas.
import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-tree.ts";

const files = sourceFiles();
const tests = sourceFiles(["test"]);
const drawers = /(^|\/)(utils?|helpers?|common|misc|shared|types|constants)(\.ts|\/)/;
const longest = 300;

describe("house rules", () => {
  it("has no drawers without a subject", () => {
    expect([...files, ...tests].map((file) => file.path).filter((name) => drawers.test(name))).toEqual([]);
  });

  it("opens every file with a comment that says which concept lives there", () => {
    const bare = [...files, ...tests].filter((file) => !/^(#!.*\n)?(\/\/ \S|\/\*\*)/.test(file.text));
    expect(bare.map((file) => file.path)).toEqual([]);
  });

  it("keeps files short, except where a written exemption says why", () => {
    const long = files.filter(
      (file) =>
        file.text.split("\n").length - 1 > longest && !file.text.includes("oxlint-disable max-lines --"),
    );
    expect(long.map((file) => file.path)).toEqual([]);
  });

  it("names files in kebab-case", () => {
    const odd = [...files, ...tests]
      .map((file) => file.path.split("/").at(-1)!)
      .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.property)?(\.test)?\.ts$/.test(name));
    expect(odd).toEqual([]);
  });

  it("reads no clock, randomness, disk or process in the pure areas", () => {
    const impure =
      /\b(Date\.now|new Date|performance\.now|Math\.random|setTimeout|setInterval|setImmediate|process\.|fetch)\b/;
    const pure = /^(lang|engine|dataplane\/(wire|ethernet|forwarding|capture))\//;
    const found = files
      .filter((file) => pure.test(file.path))
      .flatMap((file) =>
        file.text
          .split("\n")
          .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && impure.test(line))
          .map((line) => `${file.path}: ${line.trim()}`),
      );
    expect(found).toEqual([]);
  });
});
