// What stays unknown is told once.
import { expect, it } from "vitest";
import type { UnknownCondition } from "../../../engine/decide/rule-watch.ts";
import { UnknownWatch } from "../../../engine/decide/unknown-watch.ts";

const unknown = (name: string): UnknownCondition =>
  ({ rule: { name }, part: "when", readings: [] }) as unknown as UnknownCondition;

it("tells what stays unknown, once, after its patience", () => {
  const watch = new UnknownWatch(3);
  expect(watch.note(0, [unknown("x")])).toEqual([]);
  expect(watch.note(2.9, [unknown("x")])).toEqual([]);
  expect(watch.note(3, [unknown("x"), unknown("x"), unknown("y")])).toEqual([unknown("x")]);
  expect(watch.note(10, [unknown("x"), unknown("y")])).toEqual([unknown("y")]);
});

it("starts anew when something was known in between", () => {
  const watch = new UnknownWatch(3);
  watch.note(0, [unknown("x")]);
  watch.note(2, []);
  expect(watch.note(4, [unknown("x")])).toEqual([]);
  expect(watch.note(7, [unknown("x")])).toEqual([unknown("x")]);
});
