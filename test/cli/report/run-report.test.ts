// The three ways to show a run.
import { describe, expect, it } from "vitest";
import { JsonRunReport } from "../../../cli/report/json-run-report.ts";
import { LiveRunReport } from "../../../cli/report/live-run-report.ts";
import { PlainRunReport } from "../../../cli/report/plain-run-report.ts";
import type { RunEvent, RunReport } from "../../../cli/report/run-event.ts";

const traffic = (at: number): RunEvent => ({
  event: "traffic",
  at,
  vms: ["v1", "v2"],
  matrix: [{ from: "v1", to: "v2", bitsPerSecond: 2e6 }],
});
const plan: RunEvent = {
  event: "plan",
  at: 1.5,
  rule: "match",
  changes: [
    { change: "+", link: ["a", "b"], kind: "ws" },
    { change: "~", vm: "v1", from: "a", to: "b" },
  ],
  routes: { added: 8, changed: 0, removed: 0 },
  gain: 0.5,
  notes: [],
};
const applied: RunEvent = { event: "applied", at: 1.6, epoch: 1, seconds: 0.02, moves: 0, routes: [] };

function shown(make: (write: (text: string) => void) => RunReport, events: RunEvent[]): string {
  let text = "";
  const report = make((part) => (text += part));
  for (const event of events) report.show(event);
  report.close();
  return text;
}

describe("run reports", () => {
  it("prints JSON as one event a line, unchanged", () => {
    const text = shown((write) => new JsonRunReport(write), [traffic(1), plan]);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([traffic(1), plan]);
  });

  it("prints a plan as a diff", () => {
    const text = shown((write) => new PlainRunReport(write), [plan]);
    expect(text).toContain("+ link a <-> b (ws)");
    expect(text).toContain("~ move v1: a -> b");
    expect(text).toContain("predicted gain 50 %");
  });

  it("prints the latest matrix with a shape and with the result, and no other", () => {
    const shape: RunEvent = { event: "shape", at: 1.2, shape: ["ring"] };
    const text = shown(
      (write) => new PlainRunReport(write),
      [traffic(1), traffic(1.1), shape, plan, applied, traffic(2)],
    );
    expect(text.match(/traffic that VTTIF sees/g)).toHaveLength(1);
    expect(text.indexOf("1.10 s traffic")).toBeLessThan(text.indexOf("shape: ring"));
  });

  it("redraws the matrix in place on a terminal, without leaving a stale one", () => {
    const text = shown((write) => new LiveRunReport(write, false), [traffic(1), traffic(1.1)]);
    const matrixLines = 3;
    expect(text.split("\u001b[1A").length - 1).toBe(2 * matrixLines);
  });
});
