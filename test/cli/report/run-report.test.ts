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

const replayed: Extract<RunEvent, { event: "replayed" }> = {
  event: "replayed",
  frames: 3,
  bytes: 300,
  skipped: [],
  unplayable: { "not-ethernet": 0, "too-short": 2 },
  truncated: true,
  fault: "record 4 is longer than the file",
  framesDropped: { "queue-full": 7 },
  seconds: 1,
  matrix: [],
  linksAdded: 0,
  links: [],
  moves: 0,
  shape: [],
};

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
    const shape: RunEvent = {
      event: "shape",
      at: 1.2,
      shape: ["ring"],
      confidence: 1,
      direction: "exchange",
      root: null,
      missing: [],
      extra: [],
    };
    const text = shown(
      (write) => new PlainRunReport(write),
      [traffic(1), traffic(1.1), shape, plan, applied, traffic(2)],
    );
    expect(text.match(/traffic that VTTIF sees/g)).toHaveLength(1);
    expect(text.indexOf("1.10 s traffic")).toBeLessThan(text.indexOf("shape: ring"));
  });

  it("says of a replay what was lost, and why the capture ended too early", () => {
    const text = shown((write) => new PlainRunReport(write), [replayed]);
    expect(text).toContain("not playable: 2 too-short\n");
    expect(text).toContain("dropped on their way: 7 queue-full\n");
    expect(text).toContain("cannot be read further: record 4 is longer than the file");
    expect(text).not.toContain("breaks off");
    expect(text).not.toContain("heaviest pairs");
    const cut = shown((write) => new PlainRunReport(write), [{ ...replayed, fault: null }]);
    expect(cut).toContain("the capture breaks off");
  });

  it("redraws the matrix in place on a terminal, without leaving a stale one", () => {
    const text = shown((write) => live(write, 24, 80), [traffic(1), traffic(1.1)]);
    const matrixLines = 4; // with its heading
    expect(text.split("\u001b[1A").length - 1).toBe(2 * matrixLines);
  });

  it("says above the matrix on a terminal what it is", () => {
    expect(shown((write) => live(write, 24, 80), [traffic(1)])).toContain("traffic that VTTIF sees");
  });

  it.each([
    [3, 80],
    [5, 12],
    [1, 1],
  ])("draws no more than %i rows and %i columns hold, as nothing else could be erased", (rows, columns) => {
    const writes: string[] = [];
    const report = live((text) => writes.push(text), rows, columns);
    const speed: RunEvent = { event: "speed", at: 1, iterationsPerSecond: 12 };
    for (const event of [traffic(1), speed, traffic(1.1)]) {
      report.show(event);
      const drawn = (writes.at(-1) ?? "")
        .replaceAll("\u001b[1A\u001b[2K", "")
        .replace("\r", "")
        .split("\n")
        .slice(0, -1);
      expect(drawn.length).toBeLessThanOrEqual(rows - 1);
      for (const line of drawn) expect(line.length).toBeLessThan(columns);
    }
    expect(writes.length).toBeLessThanOrEqual(3); // at most one for each event, so that nothing flickers
    report.close();
    expect(writes.at(-1)).toContain("1.10 s traffic that VTTIF sees"); // whole, as it scrolls
  });
});

function live(write: (text: string) => void, rows: number, columns: number): LiveRunReport {
  return new LiveRunReport({ write, colour: false, size: () => ({ rows, columns }) });
}
