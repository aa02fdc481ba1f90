// Text files that users name: what has no end or cannot be read gives one sentence.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { readTextFile } from "../../cli/read-text-file.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const folder = temporaryFolder();

it("reads a file of more than one chunk, without a byte order mark, with characters across chunks", () => {
  const text = "ä€🦆".repeat(50_000);
  const file = path.join(folder, "long.csv");
  writeFileSync(file, `\uFEFF${text}`);
  expect(readTextFile(file, "a table")).toBe(text);
});

it("refuses what has no end", () => {
  expect(() => readTextFile("/dev/zero", "a table")).toThrow(
    "`/dev/zero` is larger than 64 MiB, the most that is read",
  );
});

it("says what it found instead of a file", () => {
  expect(() => readTextFile(folder, "a table")).toThrow(`\`${folder}\` is a folder, expected a table`);
  expect(() => readTextFile(path.join(folder, "gone.csv"), "a table")).toThrow("there is no file");
});
