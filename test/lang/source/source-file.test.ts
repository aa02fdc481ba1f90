// Offsets to lines and columns.
import { expect, it } from "vitest";
import { createSourceFile, lineText, positionAt } from "../../../lang/source/source-file.ts";

const source = createSourceFile("x", "ab\r\n\ncd");

it.each([
  [0, 1, 1],
  [2, 1, 3],
  [4, 2, 1],
  [5, 3, 1],
  [7, 3, 3],
  [99, 3, 3],
])("offset %i is line %i, column %i", (offset, line, column) => {
  expect(positionAt(source, offset)).toEqual({ line, column });
});

it("gives a line without its line break", () => {
  expect([1, 2, 3, 4].map((line) => lineText(source, line))).toEqual(["ab", "", "cd", ""]);
});
