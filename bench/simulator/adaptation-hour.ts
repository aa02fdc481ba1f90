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
  readonly setupSeconds: number;
  readonly runSeconds: number; // wall
  readonly plannerSeconds: ReadonlyMap<string, number>; // part of it
  readonly cpuSeconds: number; // of the process, set-up included
}

/** Longest leap of a run in which nothing changes, seconds. */
const leapSeconds = 30;

/** Every ten minutes a tenth of the programs changes its pattern; every five a host fills up; a host fails in between. */
export async function adaptationHour(hosts: number, seconds: number): Promise<HourFigures> {
  const started = performance.now();
  const cpu = process.cpuUsage();
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
  const setupSeconds = (performance.now() - started) / 1000;

  const running = performance.now();
  let changeAt = 600;
  const look = (): void => {
    if (plane.now < changeAt) return;
    changeAt += 600;
    changePatterns(0.1);
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
  const runSeconds = (performance.now() - running) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const { rateUpdates } = plane;
  const cpuSeconds = (user + system) / 1e6;
  return { hosts, vms, pairs, turns, adaptations, declined, moves, rateUpdates, setupSeconds, runSeconds, plannerSeconds, cpuSeconds }; // prettier-ignore
}

/** The hosts are other ones each time. */
function troubles(hosts: number, seconds: number): SimulatedRunOptions["steps"] {
  const host = (at: number): number => 1 + ((Math.floor(at / 300) * 37) % hosts);
  const steps: { at: number; what: SimulatedRunOptions["steps"][number]["what"] }[] = [];
  for (let at = 300; at < seconds; at += 300) {
    steps.push({ at, what: { kind: "host", host: host(at), load: 0.95 } });
    steps.push({ at: at + 60, what: { kind: "fault", restore: false, host: host(at + 300) } });
    steps.push({ at: at + 120, what: { kind: "fault", restore: true, host: host(at + 300) } });
  }
  return steps;
}
