// A whole run in one process: the embedded network, the engine at work on it, and an application that drives it.
import { startControlLoop } from "../../controller/index.ts";
import { Engine, type Evaluator, type Network, type Planning } from "../../engine/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { startEmbedded, type EmbeddedNetwork } from "../../lab/index.ts";
import type { RunReport } from "../report/run-event.ts";
import type { Application } from "./application.ts";
import { narrateEngine, narrateTraffic } from "./narrate-engine.ts";
import type { ListenAddress } from "./run-settings.ts";
import { RunRecord } from "./run-record.ts";
import { temporaryTokenFile } from "./token-file.ts";

export interface EmbeddedRunOptions {
  readonly policy: PolicyIr;
  readonly network: Network;
  readonly evaluator: Evaluator;
  readonly planning: Planning;
  readonly listen: ListenAddress | undefined;
  readonly report: RunReport;
  /** Ends the run at once. */
  readonly signal: AbortSignal;
  /** Makes what drives the run, once the network is up. `now`: seconds since the run began. */
  readonly application: (embedded: EmbeddedNetwork, now: () => number) => Application;
}

/** How often the display gets the matrix and the speed, seconds. */
const displaySeconds = 0.5;

/** Rejects with what kept the run from starting or going on; whatever was started has ended by then. */
export async function runEmbedded(options: EmbeddedRunOptions): Promise<void> {
  const { policy, network, report, signal } = options;
  const began = performance.now();
  const now = (): number => (performance.now() - began) / 1000;
  const tokenFile = temporaryTokenFile();
  const ending: (() => Promise<void> | void)[] = [() => tokenFile.remove()];
  try {
    const embedded = await startEmbedded({
      network,
      shape: true,
      reportSeconds: policy.infer.update,
      tokenFile: tokenFile.path,
      now,
      signal,
      ...(options.listen === undefined ? {} : { listen: options.listen }),
    });
    ending.push(() => embedded.stop());
    report.show({ event: "star", at: now(), daemons: network.hosts.length, seconds: now() });
    await carryRun(options, embedded, now, ending);
  } catch (error) {
    if (!signal.aborted) throw error; // an end that was asked for is no failure
  } finally {
    for (const end of ending.reverse()) await end();
  }
}

async function carryRun(
  { policy, network, evaluator, planning, report, signal, application: create }: EmbeddedRunOptions,
  embedded: EmbeddedNetwork,
  now: () => number,
  ending: (() => Promise<void> | void)[],
): Promise<void> {
  const record = new RunRecord(network, embedded, now);
  const engine = new Engine({
    policy,
    network,
    plane: embedded.plane,
    evaluator,
    planning,
    on(event) {
      record.note(event);
      if (event.kind === "inferred") report.show(narrateTraffic(network, event.observation));
      const told = narrateEngine(network, event);
      if (told !== undefined) report.show(told);
    },
  });
  ending.push(() => engine.stop());
  await engine.start();
  const application = create(embedded, now);
  ending.push(() => application.close());
  report.show({ event: "workload", at: now(), description: application.description });

  const failure = new AbortController();
  const loop = startControlLoop({
    tick: (at) => engine.tick(at),
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
  signal.throwIfAborted();
  clearInterval(display);
  await loop.stop();
  report.show(await application.result(record));
}
