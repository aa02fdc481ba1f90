// A line is cut to a width, and its colours do not count.
import { expect, it } from "vitest";
import { clipLine } from "../../../cli/report/clip-line.ts";

it("cuts what is too long and nothing else", () => {
  expect(clipLine("abcdef", 4)).toBe("abcd");
  expect(clipLine("abc", 4)).toBe("abc");
  expect(clipLine("abc", 0)).toBe("");
});

it("keeps escape sequences, also behind the cut, so that a colour ends", () => {
  expect(clipLine("a\u001b[31mbcd\u001b[39me", 2)).toBe("a\u001b[31mb\u001b[39m");
});

it("does not cut a character in two", () => {
  expect(clipLine("🦆🦆", 1)).toBe("🦆");
});
