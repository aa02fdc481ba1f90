// Bench: how exactly inference sees an application. `--short` for CI; `--write` keeps tables and figures in docs/.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { inferDefaults } from "../lang/ir/infer-defaults.ts";
import { measureDelay, measureSteadiness } from "./vttif/changes.ts";
import { measurePoint, rates } from "./vttif/figures.ts";
import { lineChart, type Series } from "./vttif/line-chart.ts";
import { measureRecovery } from "./vttif/recovery.ts";

const isShort = process.argv.includes("--short");
const docs = path.resolve(import.meta.dirname, "../docs");
const noises = [0, 0.05, 0.1];

/** Below these the inference has become worse, noise by noise. */
const leastF1 = [1, 0.99, 0.9];

const lines: string[] = [];
const failures: string[] = [];

function say(line: string): void {
  lines.push(line);
  process.stdout.write(`${line}\n`);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  say(`| ${head.join(" | ")} |`);
  say(`|${head.map(() => "---").join("|")}|`);
  for (const row of rows) say(`| ${row.join(" | ")} |`);
  say("");
}

function share(ratio: number): string {
  return `${Number((100 * ratio).toFixed(2))} %`;
}

function expect(holds: boolean, what: string): void {
  if (!holds) failures.push(what);
}

function recovery(): void {
  say("## Recovered edges and shapes");
  say("");
  const rows = noises.flatMap((noise) => measureRecovery(noise, 1, isShort ? 16 : 64));
  table(
    [
      "noise",
      "operation",
      "runs",
      "precision",
      "recall",
      "F1",
      "worst F1",
      "shapes named right",
      "confidence",
    ],
    rows.map((row) => [
      share(row.noise),
      row.operation,
      row.runs,
      row.precision.toFixed(4),
      row.recall.toFixed(4),
      row.f1.toFixed(4),
      row.worstF1 === 1 ? "1" : `${row.worstF1.toFixed(3)} (${row.worst})`,
      share(row.named),
      row.confidence.toFixed(2),
    ]),
  );
  for (const row of rows)
    expect(
      row.f1 >= leastF1[noises.indexOf(row.noise)],
      `F1 of ${row.operation} at ${share(row.noise)} noise: ${row.f1}`,
    );
}

function delay(): void {
  say("## Delay of a change");
  say("");
  const rows = (isShort ? [1] : [0.5, 1, 2]).flatMap((smooth) =>
    noises.map((noise) => measureDelay(smooth, noise, isShort ? 6 : 12)),
  );
  table(
    ["window, s", "noise", "changes", "reports", "median, windows", "worst, windows"],
    rows.map((row) => [
      row.smooth,
      share(row.noise),
      row.changes,
      row.reports,
      row.median.toFixed(2),
      row.worst.toFixed(2),
    ]),
  );
  for (const row of rows) {
    expect(
      row.reports === row.changes,
      `${row.reports} reports of ${row.changes} changes at ${share(row.noise)} noise`,
    );
    expect(row.worst < 4, `a delay of ${row.worst} windows at ${share(row.noise)} noise`);
  }
}

function steadiness(): void {
  say("## Changes reported of steady applications");
  say("");
  const rows = noises.flatMap((noise) =>
    measureSteadiness(noise, isShort ? 1 : 5).map((row) => ({ ...row, noise })),
  );
  table(
    ["noise", "application", "simulated hours", "false changes", "false shifts of intensity"],
    rows.map((row) => [share(row.noise), row.name, row.hours.toFixed(2), row.falseChanges, row.falseShifts]),
  );
  for (const row of rows)
    expect(
      row.falseChanges + row.falseShifts === 0,
      `false changes of ${row.name} at ${share(row.noise)} noise`,
    );
}

function figure6(): void {
  say("## Figure 6: reports per second as two topologies alternate");
  say("");
  const windows = isShort ? [1] : [0.5, 1, 2];
  const used = isShort ? [0.2, 0.45, 0.6, 2] : rates;
  const points = windows.map((smooth) =>
    used.map((rate) => measurePoint(rate, { ...inferDefaults, smooth })),
  );
  table(
    [
      "switches/s",
      ...windows.flatMap((smooth) => [`window ${smooth} s`, "edges held", "too fast", "window alone"]),
    ],
    used.map((rate, at) => [
      rate,
      ...points.flatMap((line) => {
        const { reportsPerSecond, unionShare, tooFast, naiveReportsPerSecond } = line[at];
        return [
          reportsPerSecond.toFixed(3),
          share(unionShare),
          tooFast ? "told" : "",
          naiveReportsPerSecond.toFixed(2),
        ];
      }),
    ]),
  );
  windows.forEach((smooth, window) => {
    for (const point of points[window]) {
      const { switchesPerSecond: rate, reportsPerSecond, unionShare } = point;
      if (rate <= 0.95 / (2 * smooth))
        expect(
          Math.abs(reportsPerSecond / rate - 1) < 0.11,
          `${reportsPerSecond} reports/s at ${rate} switches/s, window ${smooth} s`,
        );
      if (rate >= 1.1 / (2 * smooth))
        expect(
          reportsPerSecond === 0 && unionShare === 1,
          `no union at ${rate} switches/s, window ${smooth} s`,
        );
    }
  });
  const series: Series[] = windows.map((smooth, window) => ({
    name: `window ${smooth} s`,
    points: points[window].map((point) => [point.switchesPerSecond, point.reportsPerSecond]),
  }));
  const naive = points[windows.indexOf(1)].map(
    (point) => [point.switchesPerSecond, Math.min(2.5, point.naiveReportsPerSecond)] as const,
  );
  write(
    "vttif-fig6.svg",
    lineChart({
      title: "Changes reported as two topologies alternate",
      x: { label: "switches per second", ticks: [0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8], logarithmic: true },
      y: { label: "reports per second (cut off at 2.5)", ticks: [0, 0.5, 1, 1.5, 2, 2.5] },
      series: [...series, { name: "window 1 s alone, no settle", points: naive, dashed: true }],
      marks: windows.map((smooth) => ({ at: 1 / (2 * smooth), name: `1/(2·${smooth} s)` })),
    }),
  );
}

function figure7(): void {
  say("## Figure 7: the detection threshold");
  say("");
  const thresholds = isShort ? [0.01, 0.1, 0.7] : [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
  const used = isShort ? [0.3] : [0.1, 0.2, 0.4, 1, 2];
  const points = used.map((rate) =>
    thresholds.map((detect) => measurePoint(rate, { ...inferDefaults, detect })),
  );
  table(
    ["detect", ...used.map((rate) => `${rate} switches/s`)],
    thresholds.map((detect, at) => [
      share(detect),
      ...points.map((line) => line[at].reportsPerSecond.toFixed(3)),
    ]),
  );
  used.forEach((rate, line) => {
    for (const { reportsPerSecond } of points[line])
      expect(
        Math.abs(reportsPerSecond - points[line][0].reportsPerSecond) < 0.11 * rate,
        `the threshold matters at ${rate} switches/s`,
      );
  });
  write(
    "vttif-fig7.svg",
    lineChart({
      title: "Changes reported, by detection threshold (window 1 s)",
      x: { label: "detect, %", ticks: [0, 10, 20, 30, 40, 50, 60, 70] },
      y: { label: "reports per second", ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5] },
      series: used.map((rate, line) => ({
        name: `${rate} switches/s`,
        points: thresholds.map((detect, at) => [100 * detect, points[line][at].reportsPerSecond]),
      })),
    }),
  );
}

function write(name: string, content: string): void {
  if (process.argv.includes("--write")) writeFileSync(path.join(docs, name), content);
}

recovery();
delay();
steadiness();
figure6();
figure7();
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: docs, encoding: "utf8" }).trim();
const heading = `# Figures of the inference\n\nWritten by \`npm run bench:vttif -- --write\` on ${new Date().toISOString().slice(0, 10)}, at or after commit ${commit}. What they mean: [vttif.md](vttif.md).\n\n`;
write("vttif-figures.md", `${heading}${lines.join("\n").trimEnd()}\n`);
for (const failure of failures) process.stdout.write(`FAILED: ${failure}\n`);
if (failures.length > 0) process.exitCode = 1;
