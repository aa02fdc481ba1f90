// Bench: how long `vnet --version` and `vnet lint` take as whole processes, beside a Node that does nothing, in one run.
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const rounds = 7;

/**
 * Each may take so many times as long as `node -e 0`; above it, something is loaded that was not asked for. From Node.js
 * 22 on, `node -e 0` itself takes half as long, so the same work is a larger ratio. docs/startup.md has the figures.
 */
const isNode20 = process.versions.node.startsWith("20.");
const cases = [
  { name: "vnet --version", args: ["bin/vnet.js", "--version"], mostRatio: isNode20 ? 2 : 2.6 },
  { name: "vnet lint", args: ["bin/vnet.js", "lint", "policies/ring.vnet"], mostRatio: isNode20 ? 4.5 : 9 },
];
const bare = ["-e", "0"];

/** Milliseconds from start to end; throws when the process fails. */
function timeProcess(args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

// In turns, so that a busy moment falls on all alike; the first turn only warms the disk.
const times = [bare, ...cases.map(({ args }) => args)].map((args) => ({ args, ms: [] as number[] }));
for (let round = 0; round <= rounds; round++)
  for (const { args, ms } of times) {
    const taken = timeProcess(args);
    if (round > 0) ms.push(taken);
  }
const [bareMs = NaN, ...casesMs] = times.map(({ ms }) => median(ms));
cases.forEach(({ name, mostRatio }, index) => {
  const ms = casesMs[index] ?? NaN;
  const ratio = ms / bareMs;
  process.stdout.write(
    `startup: ${name} ${ms.toFixed(0)} ms, node -e 0 ${bareMs.toFixed(0)} ms, ratio ${ratio.toFixed(1)} (at most ${mostRatio})\n`,
  );
  if (!(ratio <= mostRatio)) process.exitCode = 1;
});
