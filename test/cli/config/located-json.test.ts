// What is wrong with JSON text is told with its place.
import { describe, expect, it } from "vitest";
import { parseLocatedJson, placeOf } from "../../../cli/config/located-json.ts";

describe("parseLocatedJson", () => {
  it.each([
    ["", 0, "a value", "the end of the file"],
    ["{", 1, "a name in double quotes", "the end of the file"],
    ["{ name: 1 }", 2, "a name in double quotes", "`name`"],
    ['{ "name" 1 }', 9, "`:`", "`1`"],
    ['{ "a": 1 "b": 2 }', 9, "`,` or `}`", '`"b"`'],
    ['{ "a": 1, }', 10, "a name in double quotes", "`}`"],
    ['{ "a": }', 7, "a value", "`}`"],
    ['{ "a": 01 }', 7, "a value", "`01`"],
    ['{ "a": tru }', 7, "a value", "`tru`"],
    ['{ "a": "\n" }', 7, "a value", '`"`'],
    ["{ // no", 2, "a name in double quotes", "`/`"],
    ["{}{}", 2, "the end of the file", "`{`"],
    ["[1 2]", 3, "`,` or `]`", "`2`"],
    ["[".repeat(200), 101, "no more than 100 levels", "`[`"],
  ])("says of %j what it expects", (text, offset, expected, found) => {
    expect(parseLocatedJson(text)).toEqual({ ok: false, offset, expected, found });
  });

  it("keeps where names and values stand, and names that stand twice", () => {
    const json = parseLocatedJson('{ "a": [1, true], "a": {} }');
    expect(json).toEqual({
      ok: true,
      root: {
        offset: 0,
        value: {
          entries: [
            {
              name: "a",
              nameOffset: 2,
              value: {
                offset: 7,
                value: [
                  { offset: 8, value: 1 },
                  { offset: 11, value: true },
                ],
              },
            },
            { name: "a", nameOffset: 18, value: { offset: 23, value: { entries: [] } } },
          ],
        },
      },
    });
  });

  it("counts lines however they end", () => {
    expect(placeOf("a\r\nb\rc\nde", 8)).toEqual({ line: 4, column: 2 });
  });
});
