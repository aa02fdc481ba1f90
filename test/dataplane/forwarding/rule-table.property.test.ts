// The rule table against a plain list, under random additions, removals and look-ups.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ForwardingRule, Matcher } from "../../../dataplane/forwarding/forwarding-rule.ts";
import { RuleTable } from "../../../dataplane/forwarding/rule-table.ts";

// The last two share their low halves, so that they meet in the cache.
const macs = [0x0200_0000_0001, 0x0200_0000_0002, 0x0200_0000_0003, 0x0600_0000_0003];
const mac = fc.constantFrom(...macs);
const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  fc.record({ mac }),
  fc.record({ not: mac }),
  fc.constant({ any: true as const }),
);
const rule: fc.Arbitrary<ForwardingRule> = fc.record({
  source: matcher,
  destination: matcher,
  priority: fc.integer({ min: 0, max: 3 }),
  target: fc.oneof(fc.record({ peer: fc.constantFrom("a", "b") }), fc.record({ port: mac })),
});

function admits(matched: Matcher, address: number): boolean {
  if ("any" in matched) return true;
  return "mac" in matched ? matched.mac === address : matched.not !== address;
}

function matchesPair(each: ForwardingRule, source: number, destination: number): boolean {
  return admits(each.source, source) && admits(each.destination, destination);
}

const pairs = [...macs, 0x0200_0000_00ff].flatMap((a, _index, all) => all.map((b) => [a, b] as const));

/** Whether some pair of addresses matches both; five addresses tell any two of these matchers apart. */
function collide(a: ForwardingRule, b: ForwardingRule): boolean {
  return pairs.some((pair) => matchesPair(a, ...pair) && matchesPair(b, ...pair));
}

function sameKey(a: ForwardingRule, b: ForwardingRule): boolean {
  const key = ({ source, destination, priority }: ForwardingRule): string =>
    JSON.stringify([source, destination, priority]);
  return key(a) === key(b);
}

const operation = fc.record({ remove: fc.boolean(), rule });

describe("rule table", () => {
  it("answers as a plain list does, and refuses what would match twice", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
        const table = new RuleTable();
        let list: ForwardingRule[] = [];
        for (const { remove, rule: changed } of operations) {
          const others = list.filter((each) => each.priority === changed.priority && collide(each, changed));
          const left = list.filter((each) => !sameKey(each, changed));
          const done = remove ? table.remove(changed) : table.add(changed);
          const wrong = remove
            ? done !== left.length < list.length
            : others.length === 0
              ? done !== undefined
              : !others.some((each) => each === done);
          expect(wrong).toBe(false);
          if (remove) list = left;
          else if (others.length === 0) list.push(changed);
          const byPriority = list.toSorted((a, b) => b.priority - a.priority);
          const expected = pairs.map((pair) => byPriority.find((each) => matchesPair(each, ...pair)));
          expect(pairs.map((pair) => table.lookup(...pair))).toEqual(expected);
          expect(table.rules().map(({ priority }) => priority)).toEqual(
            byPriority.map(({ priority }) => priority),
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});
