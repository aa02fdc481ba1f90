// What came of the tests of policies, in words.
import type { Network, TestVerdict } from "../../engine/index.ts";
import { factSentence } from "./fact-sentence.ts";
import type { PlanningRemark } from "./planning-remarks.ts";
import { printable } from "./printable.ts";
import { threeDigits } from "./quantity.ts";

/** The lines for one test; a failed expectation says what was read instead, a failed test what its planning met. */
export function testSentences(
  network: Network,
  verdict: TestVerdict,
  remarks: readonly PlanningRemark[],
): string[] {
  const { passed, expectations, simulatedSeconds } = verdict;
  const name = printable(verdict.name);
  const lines = [`  ${passed ? "ok  " : "FAIL"} ${name} (${threeDigits(simulatedSeconds)} s simulated)`];
  for (const { text, passed: holds, at, readings } of expectations) {
    if (holds) continue;
    lines.push(`         expected ${text}, not so at ${threeDigits(at)} s`);
    for (const reading of readings) lines.push(`           ${factSentence(network, reading)}`);
  }
  if (!passed)
    for (const { at, rule, message } of remarks)
      lines.push(`         rule \`${rule}\` at ${threeDigits(at)} s: ${message}`);
  return lines;
}
