// What an evaluator makes of an expression of the profile, and what it can say about one evaluation.
import type { Logic } from "../../lang/ir/logic.ts";
import { RecordingFacts, type FactReading, type FactSource, type Value } from "./fact-source.ts";

/** An expression ready to be evaluated any number of times. */
export interface Expression {
  /** The value for these facts; undefined = unknown. `bound` are the values of the names given to `compile`, in that order. */
  evaluate(facts: FactSource, bound?: readonly Value[]): Value | undefined;
}

/** A way to evaluate the profile. There are two: `closureEvaluator`, and `referenceEvaluator`, which agrees with it wherever every fact is known. */
export interface Evaluator {
  readonly name: "closures" | "reference";
  /** `names` are the loop variables that surround the expression. Throws LogicError for what is not of the profile. */
  compile(logic: Logic, names?: readonly string[]): Expression;
}

export interface Explanation {
  readonly value: Value | undefined;
  /** The facts that the evaluation looked at; those without a value were unknown. */
  readonly readings: readonly FactReading[];
}

/** Evaluates and says which facts were read: for the decision log. */
export function explain(
  expression: Expression,
  facts: FactSource,
  bound: readonly Value[] = [],
): Explanation {
  const recording = new RecordingFacts(facts);
  const value = expression.evaluate(recording, bound);
  return { value, readings: recording.readings };
}
