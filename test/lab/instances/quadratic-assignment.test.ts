// QAPLIB's files: the values that they state, and the same values by the cost model of placements.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { costOf } from "../../../engine/plan/placement-cost.ts";
import { placementInstance } from "../../../engine/plan/placement-instance.ts";
import {
  parseQuadraticAssignment,
  parseSolution,
  problemOfAssignment,
  valueOf,
} from "../../../lab/instances/quadratic-assignment.ts";

const tiny = "2\n 0 3\n1 0 0\n 5 7\n0\n"; // numbers wrap as they like
const folder = path.resolve(import.meta.dirname, "../../../../shared/data");
const hasData = existsSync(path.join(folder, "qaplib"));

describe("a quadratic assignment instance", () => {
  it("is read however its numbers are spread over lines, with or without a value beside the size", () => {
    const instance = parseQuadraticAssignment(tiny);
    expect([...instance.flow, ...instance.distance]).toEqual([0, 3, 1, 0, 0, 5, 7, 0]);
    expect(parseQuadraticAssignment(tiny.replace("2", "2 22"))).toEqual(instance);
    expect([valueOf(instance, [0, 1]), valueOf(instance, [1, 0])]).toEqual([22, 26]);
  });

  it("is refused when numbers are missing or it does not start with a size", () => {
    expect(() => parseQuadraticAssignment("2 0 3 1 0 0 5 7")).toThrow(
      "has 8 numbers in its two matrices, found 7",
    );
    expect(() => parseQuadraticAssignment("size 2")).toThrow("starts with its size, found `NaN`");
  });

  it("reads a solution the way round that has the stated value, and refuses one that has it neither way", () => {
    const instance = parseQuadraticAssignment("3 0 1 0 0 0 2 0 0 0 0 1 9 4 0 1 7 9 0");
    const forth = [1, 2, 0];
    const text = (value: number): string => `3 ${value}\n 2, 3,\n 1`;
    expect(parseSolution(text(valueOf(instance, forth)), instance).assignment).toEqual(forth);
    const back = [2, 0, 1];
    expect(valueOf(instance, back)).not.toBe(valueOf(instance, forth));
    expect(parseSolution(text(valueOf(instance, back)), instance).assignment).toEqual(back);
    expect(() => parseSolution(text(-1), instance)).toThrow("stated is -1");
    expect(() => parseSolution("3 5 1 1 2", instance)).toThrow("lists a permutation of 1 to 3");
  });

  it("is no placement when both diagonals vary", () => {
    expect(() => problemOfAssignment(parseQuadraticAssignment("2 1 0 0 2 1 0 0 2"))).toThrow("both vary");
  });
});

describe.skipIf(!hasData)("QAPLIB in the reference data (skipped where it is missing)", () => {
  const facts = hasData
    ? (JSON.parse(readFileSync(path.join(folder, "facts/qaplib.json"), "utf8")) as Record<
        string,
        { n: number; sln_value?: number; cost_A_ij_B_pipj?: number; cost_inverse?: number }
      >)
    : {};
  const names = hasData
    ? readdirSync(path.join(folder, "qaplib/dat")).map((file) => path.parse(file).name)
    : [];

  it.each(names)("%s has the size, the value and as a placement the cost of the facts", (name) => {
    const instance = parseQuadraticAssignment(
      readFileSync(path.join(folder, `qaplib/dat/${name}.dat`), "utf8"),
    );
    const fact = facts[name];
    expect(instance.size).toBe(fact.n);
    const file = path.join(folder, `qaplib/sln/${name}.sln`);
    if (!existsSync(file)) return;
    const { value, assignment } = parseSolution(readFileSync(file, "utf8"), instance);
    expect(value).toBe(fact.sln_value);
    expect([fact.cost_A_ij_B_pipj, fact.cost_inverse]).toContain(value);
    const diagonal = assignment.reduce(
      (sum, location, facility) =>
        sum +
        instance.flow[facility * (instance.size + 1)] * instance.distance[location * (instance.size + 1)],
      0,
    );
    // hosts are in the order of names: the Proxy is the first
    const { cost } = placementInstance(problemOfAssignment(instance));
    const placed = costOf(
      cost,
      Int32Array.from(assignment, (location) => location + 1),
    );
    expect(Math.abs(placed + diagonal - value)).toBeLessThanOrEqual(1e-9 * value);
  });
});
