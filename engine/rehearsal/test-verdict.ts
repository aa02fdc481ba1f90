// What came of a policy's test on the simulated network.
import type { Origin } from "../../lang/ir/policy-ir.ts";
import type { FactReading } from "../decide/fact-source.ts";

/** One `expect`. `at`: simulated seconds at which it became true or was found false. */
export interface ExpectationVerdict {
  readonly text: string; // as written
  readonly passed: boolean;
  readonly at: number;
  /** What the condition read at that moment. */
  readonly readings: readonly FactReading[];
  readonly origin: Origin;
}

export interface TestVerdict {
  readonly name: string;
  readonly passed: boolean;
  readonly simulatedSeconds: number;
  readonly expectations: readonly ExpectationVerdict[];
  readonly origin: Origin;
}
