// Comma-separated values: quoting, line ends, byte order mark, and where cells begin.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRecords } from "../../../traffic/table/csv-records.ts";

const texts = (text: string): string[][] =>
  [...csvRecords(text)].map((record) => record.map((cell) => cell.text));

describe("CSV records", () => {
  it("passes over a byte order mark, empty lines, and white space around cells", () => {
    expect(texts("\uFEFFa, b ,c\r\n\r\n  \r\nd,,\n")).toEqual([
      ["a", "b", "c"],
      ["d", "", ""],
    ]);
  });

  it("takes LF, CRLF and CR for ends of lines", () => {
    expect(texts("a,1\nb,2\r\nc,3\rd,4")).toEqual([
      ["a", "1"],
      ["b", "2"],
      ["c", "3"],
      ["d", "4"],
    ]);
  });

  it("says the line and column of each cell, behind quoted line breaks too", () => {
    const records = [...csvRecords('time,"a\r\n""b"" c" , d\n e,"f"')];
    expect(records).toEqual([
      [
        { text: "time", line: 1, column: 1 },
        { text: 'a\r\n"b" c', line: 1, column: 6 },
        { text: "d", line: 2, column: 12 },
      ],
      [
        { text: "e", line: 3, column: 2 },
        { text: "f", line: 3, column: 4 },
      ],
    ]);
  });

  it.each([
    ['a,"b', "line 1, column 3: the quote is not closed"],
    [
      '\na,"b"c,d',
      "line 2, column 6: expected a comma or the end of the line behind a quoted value, found `c`",
    ],
  ])("refuses %j", (text, message) => {
    expect(() => texts(text)).toThrow(message);
  });

  it("reads back whatever cells were quoted", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "é") });
    const written = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(written, (records) => {
        const quoted = records.map((record) =>
          record.map((text) => `"${text.replaceAll('"', '""')}"`).join(","),
        );
        expect(texts(quoted.join("\r\n"))).toEqual(records);
      }),
    );
  });
});
