// What came of a policy's test on the simulated network.
import type { Origin } from "../../lang/ir/policy-ir.ts";

/** One `expect`. `at`: simulated seconds at which it became true or was found false. */
export interface ExpectationVerdict {
  readonly text: string; // as written
  readonly passed: boolean;
  readonly at: number;
  /** What the condition read at that moment, one line per fact; says which were unknown. */
  readonly readings: readonly string[];
  readonly origin: Origin;
}

export interface TestVerdict {
  readonly name: string;
  readonly passed: boolean;
  readonly simulatedSeconds: number;
  readonly expectations: readonly ExpectationVerdict[];
  readonly origin: Origin;
}
