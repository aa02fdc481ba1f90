// The engine's evaluator and json-logic-js agree wherever nothing is unknown, and never contradict each other elsewhere.
import fc from "fast-check";
import { expect, test } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import type { Evaluator } from "../../../engine/decide/expression.ts";
import type { FactSource } from "../../../engine/decide/fact-source.ts";
import { referenceEvaluator } from "../../../engine/decide/reference-evaluator.ts";
import { logicFault, type Logic } from "../../../lang/ir/logic.ts";
import { booleanLogic, factSources, numberLogic } from "../../arbitraries/logic.ts";

function valueBy(evaluator: Evaluator, logic: Logic, facts: FactSource) {
  return evaluator.compile(logic).evaluate(facts);
}

/** `known` alone can give another answer when more becomes known. */
function isMonotone(logic: Logic): boolean {
  return !JSON.stringify(logic).includes('"known"');
}

test("the arbitraries give expressions of the profile", () => {
  fc.assert(
    fc.property(fc.oneof(booleanLogic(), numberLogic()), (logic) => {
      expect(logicFault(logic)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test("both give the same value on every complete input", () => {
  const logic = fc.oneof(booleanLogic({ isTotal: true }), numberLogic({ isTotal: true }));
  fc.assert(
    fc.property(logic, factSources({ unknownShare: 0 }), (expression, facts) => {
      const value = valueBy(closureEvaluator, expression, facts);
      expect(value).toBeDefined();
      expect(valueBy(referenceEvaluator, expression, facts)).toEqual(value);
    }),
    { numRuns: 2000 },
  );
});

test("what the reference knows of an incomplete input, the engine knows too", () => {
  const logic = fc.oneof(booleanLogic(), numberLogic()).filter(isMonotone);
  fc.assert(
    fc.property(logic, factSources({ unknownShare: 0.3 }), (expression, facts) => {
      const reference = valueBy(referenceEvaluator, expression, facts);
      fc.pre(reference !== undefined);
      expect(valueBy(closureEvaluator, expression, facts)).toEqual(reference);
    }),
    { numRuns: 1200 },
  );
});

test("a value that is known with some facts unknown stays the same whatever they turn out to be", () => {
  const cases = fc.record({
    logic: booleanLogic({ depth: 3 }).filter(isMonotone),
    complete: factSources({ unknownShare: 0 }),
    holes: factSources({ unknownShare: 0.3 }),
  });
  fc.assert(
    fc.property(cases, ({ logic, complete, holes }) => {
      const incomplete: FactSource = {
        read: (name, args) => (holes.read(name, args) === undefined ? undefined : complete.read(name, args)),
      };
      const early = valueBy(closureEvaluator, logic, incomplete);
      fc.pre(early !== undefined);
      expect(valueBy(closureEvaluator, logic, complete)).toEqual(early);
    }),
    { numRuns: 1200 },
  );
});
