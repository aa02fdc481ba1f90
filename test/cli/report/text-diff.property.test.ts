// The difference of two texts: applied to the one, it gives the other.
import fc from "fast-check";
import { expect, it } from "vitest";
import { diffTexts } from "../../../cli/report/text-diff.ts";

/** What `patch` does, for patches that fit exactly. */
function applyPatch(text: string, patch: string): string {
  const from = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const made: string[] = [];
  let at = 0;
  for (const line of patch.split("\n").slice(2, -1)) {
    const start = /^@@ -(\d+),(\d+) /.exec(line);
    if (start !== null) {
      const first = Number(start[1]) - (start[2] === "0" ? 0 : 1);
      while (at < first) made.push(from[at++] ?? "");
    } else if (line.startsWith("+")) made.push(line.slice(1));
    else {
      if (line.slice(1) !== from[at]) return `does not fit at line ${at}`;
      if (line.startsWith(" ")) made.push(from[at] ?? "");
      at++;
    }
  }
  while (at < from.length) made.push(from[at++] ?? "");
  return made.map((line) => `${line}\n`).join("");
}

const text = fc
  .array(fc.constantFrom("a", "b", "c", "", "  d"), { maxLength: 25 })
  .map((lines) => lines.map((line) => `${line}\n`).join(""));

it("turns the one text into the other", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const patch = diffTexts("x", before, after);
      expect(applyPatch(before, patch)).toBe(after);
      expect(patch === "").toBe(before === after);
    }),
    { numRuns: 300 },
  );
});

it("shows three lines around a change, and where it is", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  expect(diffTexts("p.vnet", before, before.replace("5", "five"))).toBe(
    "--- p.vnet\n+++ p.vnet\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
  );
});

it("marks a last line that does not end", () => {
  expect(diffTexts("x", "a", "a\n")).toBe(
    "--- x\n+++ x\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n",
  );
});

it("takes long texts without a line in common", () => {
  const lines = (word: string): string => Array.from({ length: 20_000 }, (_, i) => `${word}${i}\n`).join("");
  expect(diffTexts("x", lines("a"), lines("b")).split("\n")).toHaveLength(40_004);
});
