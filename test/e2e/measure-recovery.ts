// Measures, as a script (`npx tsx test/e2e/measure-recovery.ts [ROUNDS]`): the demo in six processes, each killed and started again in turn.
import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { roles, SixProcesses } from "../harness/six-processes.ts";

/** What the project promises, seconds, on a machine that has nothing else to do. */
const mostSeconds = 2;
const rounds = Number(process.argv[2] ?? 3);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** How long a Node that does nothing takes from start to end: what the machine has left at the moment. */
function bareSeconds(): number {
  const began = performance.now();
  spawnSync(process.execPath, ["-e", "0"]);
  return (performance.now() - began) / 1000;
}

/** Frames that the four VMs miss, as they print it each second. */
function framesLost(six: SixProcesses): number {
  const last = (["a", "b", "c", "d"] as const).map((name) =>
    six.output(name).stdout.trim().split("\n").at(-1),
  );
  return last.reduce((sum, line) => sum + Number(/ (\d+) lost/.exec(line ?? "")?.[1]), 0);
}

const six = await SixProcesses.start();
try {
  await wait(3000);
  const before = framesLost(six);
  await six.restart("controller", "SIGKILL");
  await wait(3000);
  const planned = six
    .events()
    .filter(({ event }: RunEvent) => event === "plan" || event === "applied").length;
  process.stdout.write(
    `recovery: frames lost on the fast path while the controller was killed and started again: ${framesLost(six) - before}; changes made by the new one: ${planned}\n`,
  );
  for (const role of roles) {
    const seconds: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(bareSeconds());
      seconds.push((await six.restart(role, "SIGKILL")).seconds);
      await wait(1000);
    }
    const most = Math.max(...seconds);
    const load = loadavg()[0]?.toFixed(1);
    process.stdout.write(
      `recovery: ${role} killed, network as before after ${median(seconds).toFixed(2)} s (median of ${rounds}), at most ${most.toFixed(2)} s (node -e 0 takes ${median(bare).toFixed(2)} s, load ${load})\n`,
    );
    if (!(median(seconds) <= mostSeconds)) process.exitCode = 1;
  }
} finally {
  await six.end();
}
