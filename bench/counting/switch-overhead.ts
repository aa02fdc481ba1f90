// What counting costs a switch: the same frames through one that counts and one that does not, in turns.
import { cpuSeconds, median } from "./cpu-time.ts";
import { framesPerSlab, switchRig } from "./switch-rig.ts";

export interface Overhead {
  readonly frameBytes: number;
  readonly destinations: number;
  /** Frames per second of CPU. */
  readonly counting: number;
  readonly bare: number;
  /** By how much a frame takes longer when it is counted, as a share. */
  readonly overhead: number;
  /** The same between two switches that both do not count: what the measurement itself cannot tell apart. */
  readonly noise: number;
}

const slabsPerTurn = 60; // about a millisecond, so that most turns are not interrupted
const warmUpTurns = 40;
const roundsPerTrio = 60;

/** `trios`: of switches, each made anew, because where their memory lies makes a difference too. */
export function switchOverhead(frameBytes: number, destinations: number, trios: number): Overhead {
  const overheads: number[] = [];
  const noises: number[] = [];
  const seconds = { counting: [] as number[], bare: [] as number[] };
  for (let trio = 0; trio < trios; trio++) {
    const made = shuffled(["counting", "bare", "control"] as const).map((name) => ({
      name,
      send: switchRig({ counts: name === "counting", frameBytes, destinations }),
      taken: [] as number[],
    }));
    for (let round = -warmUpTurns; round < roundsPerTrio; round++)
      for (const { send, taken } of shuffled(made)) {
        const turn = cpuSeconds(() => send(slabsPerTurn));
        if (round >= 0) taken.push(turn);
      }
    const takenBy = (name: string): number => median(made.find((each) => each.name === name)?.taken ?? []);
    overheads.push(takenBy("counting") / takenBy("bare") - 1);
    noises.push(takenBy("control") / takenBy("bare") - 1);
    seconds.counting.push(takenBy("counting"));
    seconds.bare.push(takenBy("bare"));
  }
  const rate = (taken: readonly number[]): number => (slabsPerTurn * framesPerSlab) / median(taken);
  return {
    frameBytes,
    destinations,
    counting: rate(seconds.counting),
    bare: rate(seconds.bare),
    overhead: median(overheads),
    noise: Math.abs(median(noises)),
  };
}

/** In another order each time, so that collections of garbage do not always fall on the same one. */
function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}
