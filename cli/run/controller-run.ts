// A run over daemons in processes of their own: waits for them, with the Proxy as a child process, then the engine at work on them.
import { startWebSocketDataPlane } from "../../dataplane/index.ts";
import { logNetwork } from "../log/log-network.ts";
import { ApplicationWatch } from "./application-watch.ts";
import { carryRun, type Ending, type RunOptions, withEnding } from "./carry-run.ts";
import { narrateEngine } from "./narrate-engine.ts";
import { type ProxyProcess, startProxyProcess } from "./proxy-process.ts";
import { Recoveries } from "./recoveries.ts";
import type { ListenAddress } from "./run-settings.ts";
import { keptToken, temporaryTokenFile } from "./token-file.ts";
import { watchApplication } from "./watch-application.ts";

export interface ControllerRunOptions extends RunOptions {
  readonly listen: ListenAddress;
  /** Named by the user; left out: a temporary one. */
  readonly tokenFile: string | undefined;
  /** How long the daemons may take to appear, seconds. */
  readonly appearSeconds: number;
  /** Infinity: until it is interrupted. */
  readonly durationSeconds: number;
  /** Gives links and cards the rates and delays of the policy, for daemons on one machine. */
  readonly shape: boolean;
}

/** Rejects with what kept the run from starting or going on; the Proxy's process and all that was started has ended by then. */
export async function runController(options: ControllerRunOptions): Promise<void> {
  const { policy, network, report, durationSeconds } = options;
  await withEnding(options.signal, async (now, ending) => {
    const token = tokenOf(options, ending);
    const begin = new AbortController();
    const proxy: { process?: ProxyProcess } = {};
    const endProxy = async (): Promise<void> => proxy.process?.stop();
    ending.push(endProxy);
    let isUp = false;
    const early = new Recoveries();
    const application = new ApplicationWatch(network, policy.network.name);
    const logged = logNetwork(options.log, network);
    const running = await startWebSocketDataPlane({
      network,
      listen: options.listen,
      token: token.text,
      reportSeconds: policy.infer.update,
      appearSeconds: options.appearSeconds,
      shapeLinks: options.shape,
      now,
      signal: AbortSignal.any([options.signal, begin.signal]),
      clientView: { policy: policy.network.name, application: () => application.answer() },
      observer: {
        ...logged,
        event(event) {
          logged.event(event);
          if (isUp) return; // the engine tells it from here on
          const told = narrateEngine(network, { kind: "network", at: event.at, event }, early);
          if (told !== undefined) report.show(told);
        },
      },
      onListening({ controllerUrl }) {
        const { hosts } = network;
        const daemons = hosts.filter((host) => !host.proxy).map(({ name }) => name);
        report.show({ event: "waiting", at: now(), controllerUrl, tokenFile: token.path, daemons });
        proxy.process = startProxyProcess({
          name: hosts[network.proxy].name,
          controllerUrl,
          tokenFile: token.path,
          listenHost: options.listen.host,
          log: options.log,
          ended(error) {
            if (!isUp) begin.abort(error);
            else report.show({ event: "network", at: now(), kind: "proxy-ended", message: error.message });
            return isUp ? "again" : "enough";
          },
        });
      },
    });
    isUp = true;
    ending.push(() => running.close());
    report.show({ event: "star", at: now(), daemons: network.hosts.length, seconds: now() });
    const watch = () => watchApplication({ network, plane: running.plane, durationSeconds, now });
    await carryRun({ ...options, watch: application }, running.plane, watch, now, ending);
  });
}

function tokenOf({ tokenFile }: ControllerRunOptions, ending: Ending): { path: string; text: string } {
  if (tokenFile !== undefined) return { path: tokenFile, text: keptToken(tokenFile) };
  const temporary = temporaryTokenFile();
  ending.push(() => temporary.remove());
  return { path: temporary.path, text: keptToken(temporary.path) };
}
