// A whole run in one process: the embedded network, the engine at work on it, and an application that drives it.
import { startEmbedded, type EmbeddedNetwork } from "../../lab/index.ts";
import { logNetwork } from "../log/log-network.ts";
import type { Application } from "./application.ts";
import { carryRun, type RunOptions, withEnding } from "./carry-run.ts";
import type { ListenAddress } from "./run-settings.ts";
import { temporaryTokenFile } from "./token-file.ts";

export interface EmbeddedRunOptions extends RunOptions {
  readonly listen: ListenAddress | undefined;
  /** Makes what drives the run, once the network is up. `now`: seconds since the run began. */
  readonly application: (embedded: EmbeddedNetwork, now: () => number) => Application;
}

/** Rejects with what kept the run from starting or going on; whatever was started has ended by then. */
export async function runEmbedded(options: EmbeddedRunOptions): Promise<void> {
  const { policy, network, report, signal } = options;
  await withEnding(signal, async (now, ending) => {
    const tokenFile = temporaryTokenFile();
    ending.push(() => tokenFile.remove());
    const embedded = await startEmbedded({
      network,
      shape: true,
      reportSeconds: policy.infer.update,
      tokenFile: tokenFile.path,
      now,
      signal,
      observer: logNetwork(options.log, network),
      ...(options.listen === undefined ? {} : { listen: options.listen }),
    });
    ending.push(() => embedded.stop());
    report.show({ event: "star", at: now(), daemons: network.hosts.length, seconds: now() });
    await carryRun(options, embedded.plane, () => options.application(embedded, now), now, ending);
  });
}
