// Bench: frames a second of `vnet infer` on a large capture, as a whole process, beside tshark and tcpdump on the same file, in one run.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeCapture } from "./write-capture.ts";

const root = path.resolve(import.meta.dirname, "..");
const isShort = process.argv.includes("--short");
const frames = isShort ? 500_000 : 2_000_000;
const rounds = isShort ? 1 : 3;

/** `vnet infer` is to be ahead of tshark by so many times; issue 4. */
const leastRatio = 5;

const folder = mkdtempSync(path.join(tmpdir(), "vnet-bench-"));
const file = path.join(folder, "ring.pcap");
const ours = {
  name: "vnet infer",
  command: process.execPath,
  args: ["bin/vnet.js", "infer", file, "--format", "json"],
};
const tshark = {
  name: "tshark -q -z conv,eth",
  command: "tshark",
  args: ["-n", "-q", "-z", "conv,eth", "-r", file],
};
const tcpdump = { name: "tcpdump -w /dev/null", command: "tcpdump", args: ["-r", file, "-w", "/dev/null"] };

/** Seconds from start to end, and what was printed; undefined where the program is not here. Throws when it fails. */
function time({ command, args }: typeof ours): { seconds: number; stdout: string } | undefined {
  const started = performance.now();
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined && "code" in error && error.code === "ENOENT") return undefined;
  if (error !== undefined || status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, stdout };
}

/** Median frames a second of each, in turns; undefined where the program is not here. */
function measure(programs: readonly (typeof ours)[]): (number | undefined)[] {
  const taken = programs.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++)
    programs.forEach((program, index) => {
      const result = time(program);
      if (result !== undefined) taken[index]?.push(result.seconds);
    });
  return taken.map((seconds) => {
    const middle = seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)];
    return middle === undefined ? undefined : frames / middle;
  });
}

try {
  const bytes = writeCapture(file, frames);
  const size = (statSync(file).size / 1e6).toFixed(0);
  const counted = JSON.parse(time(ours)?.stdout ?? "{}") as { frames?: number; bytes?: number };
  if (counted.frames !== frames || counted.bytes !== bytes)
    throw new Error(
      `\`vnet infer\` counted ${counted.frames} frames and ${counted.bytes} bytes, expected ${frames} and ${bytes}`,
    );
  const [own = NaN, ...peers] = measure([ours, tshark, tcpdump]);
  const thousand = (rate: number): string => `${Math.round(rate / 1000)}k frames/s`;
  process.stdout.write(`infer: ${frames} frames, ${size} MB: ${ours.name} ${thousand(own)}\n`);
  [tshark, tcpdump].forEach(({ name, command }, index) => {
    const rate = peers[index];
    const bound = command === "tshark" ? ` (at least ${leastRatio})` : "";
    process.stdout.write(
      rate === undefined
        ? `infer: ${name}: ${command} is not here (apt-get install ${command}), so there is nothing to compare with\n`
        : `infer: ${name} ${thousand(rate)}, ratio ${(own / rate).toFixed(2)}${bound}\n`,
    );
    if (command === "tshark" && rate !== undefined && !(own / rate >= leastRatio)) process.exitCode = 1;
  });
} finally {
  rmSync(folder, { recursive: true });
}
