// What counting costs a switch: the same frames through switches that count and others that do not, in processes that take turns.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { median } from "./cpu-time.ts";
import { type SwitchCase, switchCases } from "./switch-rig.ts";

export interface Overhead extends SwitchCase {
  /** Frames per second of CPU. */
  readonly counting: number;
  readonly bare: number;
  /** By how much a frame takes longer when it is counted, as a share: the middle process of each kind. */
  readonly overhead: number;
  /** The same between two kinds of process that both do not count: what the measurement itself cannot tell apart. */
  readonly noise: number;
}

const kinds = ["counting", "bare", "control"] as const;

/** One entry per case; `rounds` processes of each kind. */
export function switchOverheads(rounds: number): Overhead[] {
  const taken = { counting: [], bare: [], control: [] } as Record<(typeof kinds)[number], number[][]>;
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < kinds.length; turn++) {
      const kind = kinds[(round + turn) % kinds.length] ?? "bare";
      taken[kind].push(secondsPerFrame(kind));
    }
  return switchCases.map((each, index) => {
    const middle = (kind: keyof typeof taken): number =>
      median(taken[kind].map((cases) => cases[index] ?? NaN));
    return {
      ...each,
      counting: 1 / middle("counting"),
      bare: 1 / middle("bare"),
      overhead: middle("counting") / middle("bare") - 1,
      noise: Math.abs(middle("control") / middle("bare") - 1),
    };
  });
}

function secondsPerFrame(kind: string): number[] {
  const script = path.join(import.meta.dirname, "switch-rate.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, kind], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the ${kind} process ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as number[];
}
