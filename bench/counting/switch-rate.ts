// A process of its own for one kind of switch, so that the compiler sees only that one: prints seconds per frame by case.
import { cpuSeconds, median } from "./cpu-time.ts";
import { framesPerSlab, switchCases, switchRig } from "./switch-rig.ts";

const slabsPerTurn = 60; // about a millisecond, so that most turns are not interrupted
const warmUpTurns = 150;
const turns = 250;

const counts = process.argv[2] === "counting";
const secondsPerFrame = switchCases.map(({ frameBytes, destinations }) => {
  const send = switchRig({ counts, frameBytes, destinations });
  const taken: number[] = [];
  for (let turn = -warmUpTurns; turn < turns; turn++) {
    const seconds = cpuSeconds(() => send(slabsPerTurn));
    if (turn >= 0) taken.push(seconds);
  }
  return median(taken) / (slabsPerTurn * framesPerSlab);
});
process.stdout.write(JSON.stringify(secondsPerFrame));
