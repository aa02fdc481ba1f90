// The cost of a placement against its definition, and the change by a move against the difference of two costs.
import fc from "fast-check";
import { expect, it } from "vitest";
import { entryAt, sparseMatrix } from "../../../engine/model/sparse-matrix.ts";
import {
  costAt,
  costOf,
  placementCost,
  relocateDelta,
  swapDelta,
  type PlacementCost,
} from "../../../engine/plan/placement-cost.ts";

const units = 6;
const hosts = 4;
const whole = fc.nat(50);

/** Whole numbers, so that sums are exact. `hostOf` places every unit. */
const drawn = fc.record({
  flows: fc.array(fc.tuple(fc.nat(units - 1), fc.nat(units - 1), whole), { maxLength: 20 }),
  far: fc.array(whole, { minLength: hosts ** 2, maxLength: hosts ** 2 }),
  isSymmetric: fc.boolean(),
  hostOf: fc.array(fc.nat(hosts - 1), { minLength: units, maxLength: units }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function build({ flows, far, isSymmetric, hostOf }: Drawn): {
  cost: PlacementCost;
  at: Int32Array;
  literal: (at: Int32Array) => number;
} {
  const demand = sparseMatrix(
    units,
    flows.flatMap(([from, to, value]) => (from === to ? [] : [{ from, to, value }])),
  );
  const distance = Float64Array.from(far, (value, cell) => {
    const [from, to] = [Math.floor(cell / hosts), cell % hosts];
    if (from === to) return 0;
    return isSymmetric && from > to ? far[to * hosts + from] : value;
  });
  const all = Int32Array.from({ length: units }, (_, unit) => unit);
  const cost = placementCost(demand, all, Uint32Array.from(all), units, distance);
  const literal = (at: Int32Array): number => {
    let sum = 0;
    for (const x of all) for (const y of all) sum += entryAt(demand, x, y) * distance[at[x] * hosts + at[y]];
    return sum;
  };
  return { cost, at: Int32Array.from(hostOf), literal };
}

it("is the sum of demand times distance over ordered pairs", () =>
  fc.assert(
    fc.property(drawn, (instance) => {
      const { cost, at, literal } = build(instance);
      expect(costOf(cost, at)).toBe(literal(at));
    }),
    { numRuns: 2000 },
  ));

it("changes by a relocation and by a swap as the deltas say", () =>
  fc.assert(
    fc.property(drawn, fc.nat(units - 1), fc.nat(units - 1), fc.nat(hosts - 1), (instance, x, y, to) => {
      const { cost, at, literal } = build(instance);
      const before = literal(at);
      const moved = at.with(x, to);
      expect(relocateDelta(cost, at, x, to)).toBe(literal(moved) - before);
      expect(costAt(cost, moved, x, to)).toBe(costAt(cost, at, x, to));
      if (at[x] === at[y]) return;
      expect(swapDelta(cost, at, x, y)).toBe(literal(at.with(x, at[y]).with(y, at[x])) - before);
    }),
    { numRuns: 3000 },
  ));

it("adds up the traffic of VMs that are one unit, and leaves out what they say to each other", () => {
  const demand = sparseMatrix(4, [
    { from: 0, to: 1, value: 9 },
    { from: 0, to: 2, value: 1 },
    { from: 2, to: 1, value: 2 },
    { from: 3, to: 0, value: 5 },
  ]);
  // VMs 0 and 1 are unit 0, VM 2 is unit 1, VM 3 is left out
  const distance = Float64Array.of(0, 10, 100, 0);
  const cost = placementCost(demand, Int32Array.of(0, 0, 1, -1), Uint32Array.of(3, 2, 1, 0), 2, distance);
  expect([...cost.neighbour]).toEqual([1, 0]);
  expect(costOf(cost, Int32Array.of(0, 1))).toBe(1 * 10 + 2 * 100);
});
