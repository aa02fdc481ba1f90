// Fair shares by steps: whatever came and went, the levels are those of one filling of what is there.
import fc from "fast-check";
import { expect, it } from "vitest";
import { FairShares, type Use } from "../../../engine/flow/fair-shares.ts";
import { fairLevels } from "../../../engine/flow/fair-levels.ts";

const resourceCount = 8;
const amount = fc.double({ min: 0.5, max: 100, noNaN: true });
const uses = fc.uniqueArray(
  fc.record({ resource: fc.nat(resourceCount - 1), usage: fc.oneof(fc.constant(1), amount) }),
  { minLength: 1, maxLength: 3, selector: ({ resource }) => resource },
);
const change = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      put: fc.nat(24),
      uses,
      limit: fc.oneof(amount, fc.constantFrom(0, Infinity)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ remove: fc.nat(24) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      resource: fc.nat(resourceCount - 1),
      capacity: fc.oneof(amount, fc.constant(0)),
    }),
  },
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** What is there after all changes, and its levels in one filling. */
function atOnce(flows: ReadonlyMap<number, { uses: readonly Use[]; limit: number }>, capacity: number[]) {
  const all = [...flows.values()];
  const firstUse = new Uint32Array(all.length + 1);
  all.forEach((flow, at) => (firstUse[at + 1] = firstUse[at] + flow.uses.length));
  const { level } = fairLevels({
    firstUse,
    resource: Uint32Array.from(all.flatMap((flow) => flow.uses.map((use) => use.resource))),
    usage: Float64Array.from(all.flatMap((flow) => flow.uses.map((use) => use.usage))),
    limit: Float64Array.from(all, ({ limit }) => limit),
    capacity: Float64Array.from(capacity),
  });
  return new Map([...flows.keys()].map((id, at) => [id, level[at]]));
}

function make(change: Change, shares: FairShares, flows: Map<number, object>, capacity: number[]): void {
  if ("put" in change) {
    shares.put(change.put, change.uses, change.limit);
    flows.set(change.put, change);
  } else if ("remove" in change) {
    shares.remove(change.remove);
    flows.delete(change.remove);
  } else {
    shares.setCapacity(change.resource, change.capacity);
    capacity[change.resource] = change.capacity;
  }
}

it("gives after any changes the levels of one filling, and names the flows whose level changed", () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 12 }), (rounds) => {
      const shares = new FairShares();
      const flows = new Map<number, { uses: readonly Use[]; limit: number }>();
      const capacity = Array.from({ length: resourceCount }, () => 10);
      capacity.forEach((bps, resource) => shares.setCapacity(resource, bps));
      let before = new Map<number, number>();
      for (const round of rounds) {
        for (const each of round) {
          make(each, shares, flows, capacity);
          if ("remove" in each) before.delete(each.remove); // what comes back under its number is another flow
        }
        const changed = new Set(shares.update());
        const expected = atOnce(flows, capacity);
        for (const [id, level] of expected) {
          const got = shares.levelOf(id);
          expect(Math.abs(got - level)).toBeLessThanOrEqual(1e-7 * (1 + level));
          const isChanged = before.has(id) && before.get(id) !== got;
          expect(!isChanged || changed.has(id)).toBe(true);
        }
        before = new Map([...flows.keys()].map((id) => [id, shares.levelOf(id)]));
      }
    }),
    { numRuns: 400 },
  );
});
