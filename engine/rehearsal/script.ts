// A test's givens in order of time, with traffic from files read in, and when the test is over.
import type { TestIr } from "../../lang/ir/policy-ir.ts";
import type { SimulatedGiven } from "../simulated/simulated-data-plane.ts";
import { readTrafficTable } from "./traffic-table.ts";

/** Simulated seconds. `trafficEnd`: when what has no `within` is judged; `end`: when nothing is left to judge. */
export interface Script {
  readonly steps: readonly { readonly at: number; readonly what: SimulatedGiven }[];
  readonly trafficEnd: number;
  readonly end: number;
}

/** The text of a traffic file, or why it cannot be read. */
export type ReadTraffic = (path: string) => { readonly text: string } | { readonly fault: string };

/** Traffic without an end, and a test without traffic, are judged after so long. Own choice, seconds. */
const openEndSeconds = 60;

export function writeScript(
  test: TestIr,
  vmNames: readonly string[],
  readTraffic: ReadTraffic,
): Script | { readonly fault: string } {
  const steps: { at: number; what: SimulatedGiven }[] = [];
  for (const { at, what } of test.given) {
    if (what.kind !== "traffic-file") {
      steps.push({ at, what });
      continue;
    }
    const file = readTraffic(what.path);
    if ("fault" in file) return { fault: `cannot read \`${what.path}\`: ${file.fault}` };
    const table = readTrafficTable(file.text, vmNames);
    if ("fault" in table) return { fault: `\`${what.path}\`, ${table.fault}` };
    steps.push(...table.map((row) => ({ at: at + row.at, what: row.what })));
  }
  steps.sort((a, b) => a.at - b.at); // stable: text order within a moment
  const ends = steps.map(({ at, what }) =>
    what.kind === "traffic" ? at + (what.forSeconds ?? openEndSeconds) : at,
  );
  const hasTraffic = steps.some(({ what }) => what.kind === "traffic");
  const trafficEnd = Math.max(hasTraffic ? 0 : openEndSeconds, ...ends);
  const waits = test.expect.map(({ from, withinSeconds }) => from + (withinSeconds ?? 0));
  return { steps, trafficEnd, end: Math.max(trafficEnd, ...waits) };
}
