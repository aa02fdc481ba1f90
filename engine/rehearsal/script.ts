// A test's givens in order of time, with traffic from files read in, and when the test is over.
import type { TestIr } from "../../lang/ir/policy-ir.ts";
import type { SimulatedGiven } from "../simulated/simulated-data-plane.ts";
import type { ReadTraffic } from "./timed-traffic.ts";

/** Simulated seconds. `trafficEnd`: when what has no `within` is judged; `end`: when nothing is left to judge. */
export interface Script {
  readonly steps: readonly { readonly at: number; readonly what: SimulatedGiven }[];
  readonly trafficEnd: number;
  readonly end: number;
}

/** Traffic without an end, and a test without traffic, are judged after so long. Own choice, seconds. */
const openEndSeconds = 60;

/** A fault is that of a traffic file. */
export async function writeScript(
  test: TestIr,
  readTraffic: ReadTraffic,
): Promise<Script | { readonly fault: string }> {
  const steps: { at: number; what: SimulatedGiven }[] = [];
  for (const { at, what } of test.given) {
    if (what.kind !== "traffic-file") {
      steps.push({ at, what });
      continue;
    }
    const traffic = await readTraffic(what.path);
    if ("fault" in traffic) return traffic;
    for (const row of traffic) steps.push({ at: at + row.at, what: row.what });
  }
  steps.sort((a, b) => a.at - b.at); // stable: text order within a moment
  const ends = steps.map(({ at, what }) =>
    what.kind === "traffic" ? at + (what.forSeconds ?? openEndSeconds) : at,
  );
  const hasTraffic = steps.some(({ what }) => what.kind === "traffic");
  const trafficEnd = ends.reduce((latest, end) => Math.max(latest, end), hasTraffic ? 0 : openEndSeconds);
  const waits = test.expect.map(({ from, withinSeconds }) => from + (withinSeconds ?? 0));
  return { steps, trafficEnd, end: Math.max(trafficEnd, ...waits) };
}
