// Bench: an hour of adaptation in a simulated data centre by the real engine and planners: seconds, memory, growth when doubled.
import { fork } from "node:child_process";
import { adaptationHour, type HourFigures } from "./simulator/adaptation-hour.ts";
import { fillingTimes } from "./simulator/filling-times.ts";

const isShort = process.argv.includes("--short");

/** What a run may take at most, set-up included: by the wall, or of CPU where other work holds up the wall. Issue 5. */
const mostSeconds = 60;
const hostCounts = isShort ? [25, 50] : [500, 1000];
const simulatedSeconds = isShort ? 1500 : 3600;

type Answer = Omit<HourFigures, "plannerSeconds"> & {
  readonly planners: readonly (readonly [string, number])[];
  readonly peakMebibytes: number;
};

/** In a process of its own, so that memory and warm code are not those of another size. */
function inProcess(hosts: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, ["--child", String(hosts), String(simulatedSeconds)]);
    child.once("message", (answer) => resolve(answer as Answer));
    child.once("exit", (code) => reject(new Error(`the run with ${hosts} hosts ended with ${code}`)));
  });
}

async function measure(hosts: number, seconds: number): Promise<Answer> {
  const { plannerSeconds, ...figures } = await adaptationHour(hosts, seconds);
  const peakMebibytes = process.resourceUsage().maxRSS / 1024;
  return { ...figures, planners: [...plannerSeconds], peakMebibytes };
}

function print(line: string): void {
  process.stdout.write(`simulator: ${line}\n`);
}

function describe(figures: Answer): number {
  const { hosts, vms, pairs, turns, adaptations, declined, moves, rateUpdates, planners } = figures;
  const planning = planners.reduce((sum, [, seconds]) => sum + seconds, 0);
  const rest = figures.runSeconds - planning;
  const byPlanner = planners.map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(", ");
  print(
    `${hosts} hosts, ${vms} VMs, ${pairs} pairs, ${simulatedSeconds} s: ${figures.runSeconds.toFixed(1)} s of CPU, of which planners ${planning.toFixed(1)} s (${byPlanner}), simulator and engine ${rest.toFixed(1)} s; set-up ${figures.setupSeconds.toFixed(1)} s; wall ${figures.wallSeconds.toFixed(1)} s; ${figures.peakMebibytes.toFixed(0)} MiB`,
  );
  print(
    `  ${turns} turns, ${rateUpdates} changes of rates, ${adaptations} adaptations with ${moves} moves, ${declined} declined`,
  );
  return rest;
}

if (process.argv[2] === "--child") {
  const answer = await measure(Number(process.argv[3]), Number(process.argv[4]));
  process.send?.(answer, () => process.disconnect());
} else {
  for (const line of fillingTimes(isShort)) print(line);
  let before = NaN;
  for (const hosts of hostCounts) {
    const figures = await inProcess(hosts);
    const rest = describe(figures);
    if (before > 0)
      print(`  twice the size takes ${(rest / before).toFixed(1)} times as long, planners left out`);
    before = rest;
    if (Math.min(figures.wallSeconds, figures.setupSeconds + figures.runSeconds) <= mostSeconds) continue;
    print(`  MISSED: at most ${mostSeconds} s`);
    process.exitCode = 1;
  }
}
