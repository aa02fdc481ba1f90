// One `expect` of a test over simulated time: true within its time, or at its moment, or not.
import type { TestIr } from "../../lang/ir/policy-ir.ts";
import { explain, type Evaluator, type Expression } from "../decide/expression.ts";
import type { FactReading, FactSource } from "../decide/fact-source.ts";
import type { ExpectationVerdict } from "./test-verdict.ts";

type ExpectIr = TestIr["expect"][number];

/** Simulated time is a sum of steps and meets its marks only so closely, seconds. */
const sameMoment = 1e-6;

/** With `within`: passes as soon as the condition is true, fails when the time is over. Without: judged once, when the traffic ends. */
export class Expectation {
  readonly #ir: ExpectIr;
  readonly #condition: Expression;
  #judged: { passed: boolean; at: number } | undefined;
  #readings: readonly FactReading[] = [];

  constructor(ir: ExpectIr, evaluator: Evaluator) {
    this.#ir = ir;
    this.#condition = evaluator.compile(ir.condition);
  }

  /** Looks at the condition at `now`; `isTrafficEnd`: the traffic is about to end. */
  look(now: number, facts: FactSource, isTrafficEnd: boolean): void {
    const { from, withinSeconds } = this.#ir;
    const isTime = withinSeconds === undefined ? isTrafficEnd : now >= from - sameMoment;
    if (this.#judged !== undefined || !isTime) return;
    const { value, readings } = explain(this.#condition, facts);
    this.#readings = readings;
    const isLast = withinSeconds === undefined || now >= from + withinSeconds - sameMoment;
    if (value === true || isLast) this.#judged = { passed: value === true, at: now };
  }

  /** What came of it; one that was never judged has failed. */
  verdict(now: number): ExpectationVerdict {
    const { text, origin } = this.#ir;
    const { passed, at } = this.#judged ?? { passed: false, at: now };
    return { text, passed, at, readings: this.#readings, origin };
  }
}
