// What comes from outside never steers the terminal.
import fc from "fast-check";
import { expect, it } from "vitest";
import { printable, printableIn, printableJson } from "../../../cli/report/printable.ts";

it.each([
  ["web-1 é 日本 🙂", "web-1 é 日本 🙂"],
  ["a\u009b2Jb", "a\\u009b2Jb"],
  ["\u202ecod.exe", "\\u202ecod.exe"],
  ["\u001b]0;title\u0007", "\\u001b]0;title\\u0007"],
  ["one\ntwo\r", "one\\ntwo\\r"],
  ["line\u2028end\ud800", "line\\u2028end\\ud800"],
  ["tag \u{e0001}", "tag \\udb40\\udc01"],
])("%j is shown as %s", (text, shown) => expect(printable(text)).toBe(shown));

it("reaches every text within a value", () => {
  const value = { at: 1, names: ["\u0007", null, true], of: { a: "\u009b" } };
  expect(printableIn(value)).toEqual({ at: 1, names: ["\\u0007", null, true], of: { a: "\\u009b" } });
});

it("leaves nothing hidden, and JSON its meaning", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(printableJson([text])).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(printableJson([text]))).toEqual([text]);
    }),
    { numRuns: 300 },
  );
});
