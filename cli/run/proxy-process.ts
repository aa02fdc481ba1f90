// The Proxy as a process of its own: planning or a display never stalls the star's frames. Started again whenever it ends.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import type { Log } from "../log/log.ts";

const firstPauseSeconds = 0.05;
const longestPauseSeconds = 5;
/** Longer than this and the next pause is the first again. */
const soundSeconds = 5;
/** Time to end by itself. */
const graceMs = 1000;

export interface ProxyProcess {
  /** Ends the process, at the latest after a second; it is gone when this resolves. May be called again. */
  stop(): Promise<void>;
}

interface ProxyProcessOptions {
  readonly name: string;
  readonly controllerUrl: string;
  readonly tokenFile: string;
  readonly listenHost: string;
  /** Gets what the process logs. */
  readonly log: Log;
  /** It has ended without being asked to; answers whether to start it again. */
  readonly ended: (error: CliError) => "again" | "enough";
}

export function startProxyProcess(options: ProxyProcessOptions): ProxyProcess {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pauseSeconds = firstPauseSeconds;
  let isStopped = false;

  const start = (): void => {
    const began = performance.now();
    const started = spawnDaemon(options);
    child = started;
    let said = "";
    if (started.stderr !== null)
      createInterface(started.stderr).on("line", (line) => {
        if (line.startsWith("{")) options.log.relay(line);
        else said = line.replace(/^error: /, "");
      });
    started.once("error", (error) => (said = error.message)); // `close` follows
    started.once("close", (exitCode, signal) => {
      child = undefined;
      if (isStopped) return;
      const how = signal ?? `exit code ${exitCode}`;
      const message = `the daemon of the proxy \`${options.name}\` has ended (${how})${said && `: ${said}`}`;
      if (options.ended(new CliError(cliErrorCodes.proxyProcess, message)) === "enough") return;
      if ((performance.now() - began) / 1000 > soundSeconds) pauseSeconds = firstPauseSeconds;
      timer = setTimeout(start, pauseSeconds * 1000);
      pauseSeconds = Math.min(2 * pauseSeconds, longestPauseSeconds);
    });
  };
  start();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      if (child === undefined) return;
      const closed = once(child, "close");
      child.kill("SIGTERM");
      const limit = setTimeout(() => child?.kill("SIGKILL"), graceMs);
      await closed;
      clearTimeout(limit);
    },
  };
}

/** The same `vnet` as this one, built or from its sources. The channel tells it when this process is gone. */
function spawnDaemon({ name, controllerUrl, tokenFile, listenHost, log }: ProxyProcessOptions): ChildProcess {
  const host = listenHost.includes(":") ? `[${listenHost}]` : listenHost;
  const flags = ["--name", name, "--join", controllerUrl, "--token-file", tokenFile, "--listen", `${host}:0`];
  flags.push("--log-level", log.level);
  return spawn(process.execPath, [...process.execArgv, process.argv[1] ?? "", "daemon", ...flags], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    detached: true, // Ctrl-C in a terminal is for the controller, which ends it
  });
}
