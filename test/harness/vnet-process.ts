// Starts the `vnet` command as a user would, from the build, and collects what it prints.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";

export const repositoryRoot = path.resolve(import.meta.dirname, "../..");
const command = path.join(repositoryRoot, "bin", "vnet.js");

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From the start, or from the signal where one was sent, to the end. */
  readonly seconds: number;
}

export interface VnetProcess {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Resolves when the text has been printed; rejects when the process ends without it. */
  printed(text: string): Promise<void>;
  /** Sends a signal; `ended` counts its seconds from here. */
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** `namespace`: of the network, as `ip netns` names it. Bounded: killed after `limitSeconds`, which shows as exit code null. */
export function startVnet(
  args: readonly string[],
  {
    limitSeconds = 60,
    cwd = repositoryRoot,
    env = {},
    namespace,
  }: { limitSeconds?: number; cwd?: string; env?: NodeJS.ProcessEnv; namespace?: string } = {},
): VnetProcess {
  const inside = namespace === undefined ? [] : ["ip", "netns", "exec", namespace];
  const [file = "", ...all] = [...inside, process.execPath, command, ...args];
  const child = spawn(file, all, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const limit = setTimeout(() => child.kill("SIGKILL"), limitSeconds * 1000);
  let stdout = "";
  let stderr = "";
  let since = performance.now();
  const watchers = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    for (const watch of watchers) watch();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (exitCode) => {
      clearTimeout(limit);
      resolve({ exitCode, stdout, stderr, seconds: (performance.now() - since) / 1000 });
    });
  });
  return {
    child,
    ended,
    output: () => ({ stdout, stderr }),
    signal(name) {
      since = performance.now();
      child.kill(name);
    },
    printed: (text) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          if (!stdout.includes(text)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
        void ended.then(() => reject(new Error(`ended without printing ${text}: ${stdout}${stderr}`)));
      }),
  };
}

/** Runs `vnet` to its end. */
export function runVnet(...[args, options]: Parameters<typeof startVnet>): Promise<Ended> {
  return startVnet(args, options).ended;
}

/** The last JSON event of that name that was printed. */
export function lastEvent<T>(stdout: string, name: string): T {
  const events = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { event: string });
  const found = events.findLast(({ event }) => event === name);
  if (found === undefined) throw new Error(`no event \`${name}\` in ${stdout}`);
  return found as T;
}
