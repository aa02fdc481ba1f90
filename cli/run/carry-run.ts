// What every run is, wherever its daemons are: the engine at work on a network that stands, and an application that drives it.
import { startControlLoop } from "../../controller/index.ts";
import type { WebSocketDataPlane } from "../../dataplane/index.ts";
import { Engine, type Evaluator, type Network, type Planning } from "../../engine/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import type { RecordingFile } from "../../traffic/index.ts";
import type { Log } from "../log/log.ts";
import type { RunReport } from "../report/run-event.ts";
import type { ApplicationWatch } from "./application-watch.ts";
import type { Application } from "./application.ts";
import { narrateEngine, narrateTraffic } from "./narrate-engine.ts";
import { Recoveries } from "./recoveries.ts";
import { RunRecord } from "./run-record.ts";
import { TrafficRecorder } from "./traffic-recorder.ts";

export interface RunOptions {
  readonly policy: PolicyIr;
  readonly network: Network;
  readonly evaluator: Evaluator;
  readonly planning: Planning;
  readonly report: RunReport;
  /** Where what the VMs send is written to; left out: nowhere. */
  readonly recording?: RecordingFile | undefined;
  readonly log: Log;
  /** Answers those who ask for the application; left out: nobody asks. */
  readonly watch?: ApplicationWatch;
  /** Ends the run at once. */
  readonly signal: AbortSignal;
}

/** What has to be ended after a run, in the order in which it was started. */
export type Ending = (() => Promise<void> | void)[];

/** How often the display gets the matrix and the speed, seconds. */
const displaySeconds = 0.5;

/**
 * Gives `run` a clock (seconds since now) and a list to note what is to be ended; ends all of it, last started first.
 * Rejects with what kept the run from starting or going on; an end that was asked for by the signal is no failure.
 */
export async function withEnding(
  signal: AbortSignal,
  run: (now: () => number, ending: Ending) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const ending: Ending = [];
  try {
    await run(() => (performance.now() - began) / 1000, ending);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    for (const end of ending.reverse()) await end();
  }
}

/** Runs until the application has finished. `create` makes it once the engine has started. */
export async function carryRun(
  { policy, network, evaluator, planning, report, recording, watch, signal }: RunOptions,
  plane: WebSocketDataPlane,
  create: () => Application,
  now: () => number,
  ending: Ending,
): Promise<void> {
  const record = new RunRecord(network, now);
  const recoveries = new Recoveries();
  const engine = new Engine({
    policy,
    network,
    plane,
    evaluator,
    planning,
    on(event) {
      record.note(event);
      watch?.note(event);
      if (event.kind === "inferred") report.show(narrateTraffic(network, event.observation));
      const told = narrateEngine(network, event, recoveries);
      if (told !== undefined) report.show(told);
    },
  });
  watch?.watch(engine);
  ending.push(() => engine.stop());
  await engine.start(now());
  const recorder = recording && new TrafficRecorder(network, recording, now());
  ending.push(async () => {
    if (recorder === undefined) return;
    if (!signal.aborted) await plane.flushReports().catch(() => undefined); // without them it lacks the last moment
    recorder.take(now(), engine.totals());
  });
  const application = create();
  ending.push(() => application.close());
  report.show({ event: "workload", at: now(), description: application.description });

  const failure = new AbortController();
  const loop = startControlLoop({
    async tick(at) {
      await engine.tick(at);
      recorder?.take(at, engine.totals());
    },
    now,
    intervalSeconds: policy.infer.update,
    failed: (error) => failure.abort(error),
  });
  ending.push(() => loop.stop());
  const display = setInterval(() => {
    if (engine.observation !== undefined) report.show(narrateTraffic(network, engine.observation));
    const speed = application.speed();
    if (speed !== undefined) report.show({ event: "speed", at: now(), iterationsPerSecond: speed });
  }, displaySeconds * 1000);
  ending.push(() => clearInterval(display));

  application.start();
  await application.finished(AbortSignal.any([signal, failure.signal]));
  failure.signal.throwIfAborted();
  if (!application.isOpenEnded) signal.throwIfAborted();
  clearInterval(display);
  await loop.stop();
  report.show(await application.result(record, () => engine.totals()));
}
