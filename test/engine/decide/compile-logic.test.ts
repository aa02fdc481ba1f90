// The profile by examples, on both evaluators: what each operator means, and what is unknown rather than wrong.
import { describe, expect, test } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import { LogicError } from "../../../engine/decide/decide-errors.ts";
import { explain, type Evaluator } from "../../../engine/decide/expression.ts";
import type { Value } from "../../../engine/decide/fact-source.ts";
import { referenceEvaluator } from "../../../engine/decide/reference-evaluator.ts";
import type { Logic } from "../../../lang/ir/logic.ts";
import { factsOf } from "./given-rule.ts";

const known = {
  "traffic.total": 5,
  "app.shape": "ring",
  "app.changed": true,
  hosts: [1, 2, 3],
  links: ["0-1", "0-2"],
  "host.load(1)": 0.5,
  "host.load(2)": 0.9,
  "host.load(3)": 0.1,
};
const total: Logic = { fact: ["traffic.total"] };
const missing: Logic = { fact: ["traffic.carried"] };
const unknownTruth: Logic = { "<": [missing, 1] };
const eachHost: Logic = { each: ["h", { fact: ["hosts"] }] };
const load: Logic = { fact: ["host.load", { var: "h" }] };

describe.each<Evaluator>([closureEvaluator, referenceEvaluator])("with the evaluator $name", (evaluator) => {
  const valueOf = (logic: Logic): Value | undefined => evaluator.compile(logic).evaluate(factsOf(known));

  test.each<[Logic, Value | undefined]>([
    [{ "+": [total, 1] }, 6],
    [{ "-": [total] }, -5],
    [{ "-": [total, 7] }, -2],
    [{ "*": [total, 2] }, 10],
    [{ "/": [total, 2] }, 2.5],
    [{ "%": [-7, 3] }, -1],
    [{ "/": [total, 0] }, undefined],
    [{ "%": [total, 0] }, undefined],
    [{ "/": [0, 0] }, undefined],
    [{ "*": [1e308, 10] }, undefined],
  ])("arithmetic: %j is %j", (logic, value) => {
    expect(valueOf(logic)).toBe(value);
  });

  test.each<[Logic, boolean | undefined]>([
    [{ "<": [total, 5] }, false],
    [{ "<=": [total, 5] }, true],
    [{ "===": [{ fact: ["app.shape"] }, "ring"] }, true],
    [{ "!==": [{ fact: ["app.shape"] }, "ring"] }, false],
    [{ "===": [total, "5"] }, false],
    [{ "<": [missing, 5] }, undefined],
    [{ ">=": [missing, 0] }, undefined],
    [{ "===": [missing, missing] }, undefined],
    [{ "<": ["10", "9"] }, undefined],
    [{ "+": ["10Gbps", 1] }, undefined],
  ])("comparison: %j is %j", (logic, value) => {
    expect(valueOf(logic)).toBe(value);
  });

  test.each<[Logic, boolean | undefined]>([
    [{ "!": [false] }, true],
    [{ "!": [unknownTruth] }, undefined],
    [{ "!": [0] }, undefined],
    [{ and: [true, true, false] }, false],
    [{ and: [false, unknownTruth] }, false],
    [{ and: [true, unknownTruth] }, undefined],
    [{ or: [true, unknownTruth] }, true],
    [{ or: [false, unknownTruth] }, undefined],
    [{ known: [missing] }, false],
    [{ known: [total] }, true],
    [{ known: [{ "/": [1, 0] }] }, false],
    [{ if: [{ fact: ["app.changed"] }, true, unknownTruth] }, true],
    [{ if: [unknownTruth, true, true] }, undefined],
  ])("logic: %j is %j", (logic, value) => {
    expect(valueOf(logic)).toBe(value);
  });

  test.each<[Logic, Value | undefined]>([
    [{ some: [eachHost, { ">": [load, 0.8] }] }, true],
    [{ some: [eachHost, { ">": [load, 0.95] }] }, false],
    [{ some: [{ each: ["h", []] }, true] }, false],
    [{ "!": [{ some: [{ each: ["h", []] }, { "!": [false] }] }] }, true],
    [{ some: [{ filter: [eachHost, { "<": [load, 0.8] }] }, { ">": [load, 0.8] }] }, false],
    [{ count: [eachHost] }, 3],
    [{ count: [{ filter: [eachHost, { ">": [load, 0.3] }] }] }, 2],
    [{ count: [{ fact: ["links"] }] }, 2],
    [{ count: [[]] }, 0],
    [{ sum: [{ map: [eachHost, load] }] }, 1.5],
    [{ sum: [[]] }, 0],
    [{ maximum: [{ map: [eachHost, load] }] }, 0.9],
    [{ minimum: [{ map: [eachHost, load] }] }, 0.1],
    [{ average: [{ map: [eachHost, load] }] }, 0.5],
    [{ maximum: [[]] }, undefined],
    [{ minimum: [[]] }, undefined],
    [{ average: [[]] }, undefined],
    [{ sum: [[1, missing]] }, undefined],
    [{ member: ["0-2", { fact: ["links"] }] }, true],
    [{ member: ["0-", { fact: ["links"] }] }, false],
    [{ member: ["0", "0-1"] }, undefined],
    [{ "same-set": [["0-2", "0-1", "0-1"], { fact: ["links"] }] }, true],
    [{ "same-set": [["0-2"], { fact: ["links"] }] }, false],
    [{ "same-set": [[], []] }, true],
  ])("lists: %j is %j", (logic, value) => {
    expect(valueOf(logic)).toBe(value);
  });

  test("the body of a loop sees the variables around it", () => {
    const inner: Logic = { each: ["k", { fact: ["hosts"] }] };
    const busier: Logic = { ">": [{ fact: ["host.load", { var: "k" }] }, load] };
    const busiest: Logic = { filter: [eachHost, { "!": [{ some: [inner, busier] }] }] };
    expect(valueOf({ map: [busiest, { var: "h" }] })).toEqual([2]);
  });

  test("an inner variable hides an outer one of the same name", () => {
    const hiding: Logic = { count: [{ filter: [{ each: ["h", [7, 8]] }, { ">": [{ var: "h" }, 7] }] }] };
    expect(valueOf({ map: [eachHost, { "+": [{ var: "h" }, { "*": [10, hiding] }] }] })).toEqual([
      11, 12, 13,
    ]);
  });

  test("names bound by a rule are given values", () => {
    const expression = evaluator.compile(load, ["h"]);
    expect([1, 2].map((host) => expression.evaluate(factsOf(known), [host]))).toEqual([0.5, 0.9]);
  });

  test.each<[string, unknown]>([
    ["an operator that is not of the profile", { log: [1] }],
    ["an inherited name as operator", { toString: [1] }],
    ["two operators", { "+": [1, 2], "-": [1, 2] }],
    ["a fact that does not exist", { fact: ["constructor"] }],
    ["a variable that nothing binds", { var: ["h"] }],
    ["too few operands", { "<": [1] }],
  ])("%s is refused", (_, logic) => {
    expect(() => evaluator.compile(logic as Logic)).toThrow(LogicError);
  });
});

describe("three-valued logic decides where the rest does not matter", () => {
  const valueOf = (logic: Logic) => closureEvaluator.compile(logic).evaluate(factsOf(known));
  const partly: Logic = { each: ["h", [9, 2]] }; // the load of host 9 is unknown

  test.each<[Logic, Value | undefined]>([
    [{ and: [unknownTruth, false] }, false],
    [{ or: [unknownTruth, true] }, true],
    [{ or: [unknownTruth, false] }, undefined],
    [{ some: [partly, { ">": [load, 0.8] }] }, true],
    [{ some: [partly, { ">": [load, 0.95] }] }, undefined],
    [{ some: [{ filter: [partly, { ">": [load, 0.8] }] }, { "===": [{ var: "h" }, 7] }] }, false],
    [{ some: [{ filter: [partly, { ">": [load, 0.8] }] }, { "===": [{ var: "h" }, 9] }] }, undefined],
    [{ count: [{ filter: [partly, { ">": [load, 0.8] }] }] }, undefined],
    [{ maximum: [{ map: [{ filter: [partly, { ">": [load, 0.8] }] }, load] }] }, undefined],
  ])("%j is %j", (logic, value) => {
    expect(valueOf(logic)).toBe(value);
  });

  test("`each` stands only in front of what goes through a list", () => {
    expect(() => closureEvaluator.compile({ sum: [eachHost] })).toThrow(LogicError);
  });
});

test("an explanation has each fact once, unknown ones without a value", () => {
  const logic: Logic = { or: [unknownTruth, { ">": [{ "+": [total, total] }, 100] }] };
  const { value, readings } = explain(closureEvaluator.compile(logic), factsOf(known));
  expect(value).toBeUndefined();
  expect(readings).toEqual([
    { fact: "traffic.carried", args: [] },
    { fact: "traffic.total", args: [], value: 5 },
  ]);
});

test("what follows a dominating value is not read", () => {
  const logic: Logic = { and: [{ fact: ["app.changed"] }, false, unknownTruth] };
  const { readings } = explain(closureEvaluator.compile(logic), factsOf(known));
  expect(readings.map(({ fact }) => fact)).toEqual(["app.changed"]);
});
