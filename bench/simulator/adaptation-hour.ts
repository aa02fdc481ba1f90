// Simulated time in a data centre where programs change their patterns, hosts fill up, and hosts fail: what it takes to simulate it.
import {
  buildNetwork,
  closureEvaluator,
  Engine,
  simulatedRun,
  SimulatedDataPlane,
  type EngineEvent,
  type SimulatedRunOptions,
} from "../../engine/index.ts";
import { cpuSeconds } from "./cpu-seconds.ts";
import { dataCentre } from "./data-centre.ts";
import { timedPlanning } from "./timed-planners.ts";

export interface HourFigures {
  readonly hosts: number;
  readonly vms: number;
  readonly pairs: number;
  readonly turns: number;
  readonly adaptations: number;
  readonly declined: number;
  readonly moves: number;
  readonly rateUpdates: number;
  readonly setupSeconds: number; // CPU
  readonly runSeconds: number; // CPU
  readonly plannerSeconds: ReadonlyMap<string, number>; // part of it
  readonly wallSeconds: number; // set-up and run
}

const roundSeconds = 1200;

/** Longest leap of a run in which nothing changes, seconds. */
const leapSeconds = 30;

/** Every twenty minutes half of the programs change their pattern, then others fill a host for some minutes, then a host fails for a minute. */
export async function adaptationHour(hosts: number, seconds: number): Promise<HourFigures> {
  const started = performance.now();
  const before = cpuSeconds();
  const centre = dataCentre(hosts);
  const { policy, vmCount: vms, pairCount: pairs } = centre;
  const network = buildNetwork(policy.network);
  const updateSeconds = policy.infer.update;
  const plane = new SimulatedDataPlane(network, { updateSeconds, reconfigurationSeconds: 0.1 });
  const changePatterns = centre.start(plane);
  const { planning, seconds: plannerSeconds } = timedPlanning();
  let [adaptations, declined, moves] = [0, 0, 0];
  const on = (event: EngineEvent): void => {
    if (event.kind === "declined") declined += 1;
    if (event.kind !== "applied") return;
    adaptations += 1;
    moves += event.moves;
  };
  const engine = new Engine({ policy, network, plane, planning, evaluator: closureEvaluator, on });
  const setupSeconds = cpuSeconds() - before;

  let changeAt = roundSeconds;
  const look = (): void => {
    if (plane.now < changeAt) return;
    changeAt += roundSeconds;
    changePatterns(0.5);
  };
  const steps = troubles(hosts, seconds);
  const turns = await simulatedRun({
    engine,
    plane,
    updateSeconds,
    steps,
    until: seconds,
    leapSeconds,
    look,
  });
  engine.stop();
  const runSeconds = cpuSeconds() - before - setupSeconds;
  const wallSeconds = (performance.now() - started) / 1000;
  const { rateUpdates } = plane;
  return { hosts, vms, pairs, turns, adaptations, declined, moves, rateUpdates, setupSeconds, runSeconds, plannerSeconds, wallSeconds }; // prettier-ignore
}

/** The hosts are other ones each time. */
function troubles(hosts: number, seconds: number): SimulatedRunOptions["steps"] {
  const steps: { at: number; what: SimulatedRunOptions["steps"][number]["what"] }[] = [];
  for (let round = 0; round * roundSeconds < seconds; round++) {
    const begin = round * roundSeconds;
    const full = 1 + ((37 * round) % hosts);
    const failing = 1 + ((37 * round + 11) % hosts);
    steps.push({ at: begin + 300, what: { kind: "host", host: full, load: 0.95 } });
    steps.push({ at: begin + 560, what: { kind: "host", host: full, load: 0 } });
    steps.push({ at: begin + 900, what: { kind: "fault", restore: false, host: failing } });
    steps.push({ at: begin + 960, what: { kind: "fault", restore: true, host: failing } });
  }
  return steps;
}
