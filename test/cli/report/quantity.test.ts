// Quantities as people read them.
import { expect, it } from "vitest";
import { counted } from "../../../cli/report/quantity.ts";

it.each([
  [0, "0 frames"],
  [1, "1 frame"],
  [2, "2 frames"],
])("counts %d", (count, text) => expect(counted(count, "frame")).toBe(text));

it("takes a plural of its own", () =>
  expect([1, 3].map((count) => counted(count, "address", "addresses"))).toEqual([
    "1 address",
    "3 addresses",
  ]));
