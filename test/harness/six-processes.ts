// The demo in six processes, as a user starts them: a controller, its proxy and the daemons of four hosts, to be killed and started again.
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { startVnet, type Ended, type VnetProcess } from "./vnet-process.ts";

type Named<E extends RunEvent["event"]> = Extract<RunEvent, { event: E }>;

const policy = "policies/ring.vnet";
const limitSeconds = 30;

/** A process that can be killed; `proxy` is the controller's child. */
export type Role = "a" | "b" | "c" | "d" | "proxy" | "controller";
export const roles: readonly Role[] = ["a", "b", "c", "d", "proxy", "controller"];

export class SixProcesses {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "vnet-six-"));
  readonly #daemons = new Map<Role, VnetProcess>();
  readonly #all: VnetProcess[] = [];
  #at: Named<"waiting"> | undefined;
  controller: VnetProcess;

  private constructor() {
    const token = path.join(this.#folder, "token");
    writeFileSync(token, randomBytes(32).toString("hex"), { mode: 0o600 });
    this.controller = this.#startController("127.0.0.1:0");
  }

  /** Resolves when the network has been adapted to the ring. */
  static async start(): Promise<SixProcesses> {
    const six = new SixProcesses();
    six.#at = (await six.event("waiting")) as Named<"waiting">;
    for (const name of ["a", "b", "c", "d"] as const) six.#startDaemon(name);
    await six.event("applied");
    return six;
  }

  /** What a daemon has printed so far. */
  output(role: Role): { readonly stdout: string; readonly stderr: string } {
    const started = this.#daemons.get(role);
    if (started === undefined) throw new Error(`\`${role}\` is no daemon of its own`);
    return started.output();
  }

  /** How much the controller has printed, to look for what follows. */
  get mark(): number {
    return this.controller.output().stdout.length;
  }

  /** The events of the present controller since a mark. */
  events(since = 0): RunEvent[] {
    const lines = this.controller.output().stdout.slice(since).split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as RunEvent);
  }

  /** Waits until the controller has told of it. */
  async event(
    name: RunEvent["event"],
    since = 0,
    isIt: (event: RunEvent) => boolean = () => true,
  ): Promise<RunEvent> {
    const endsAt = performance.now() + limitSeconds * 1000;
    for (;;) {
      const found = this.events(since).find((event) => event.event === name && isIt(event));
      if (found !== undefined) return found;
      if (performance.now() > endsAt || this.controller.child.exitCode !== null)
        throw new Error(`no \`${name}\` in ${JSON.stringify(this.controller.output())}`);
      await wait(2);
    }
  }

  /** Kills a process (or ends it, by SIGTERM), starts it again and waits until the network is as before; seconds since the signal, and how it ended. */
  async restart(role: Role, signal: "SIGKILL" | "SIGTERM"): Promise<{ seconds: number; ended?: Ended }> {
    const began = performance.now();
    const since = this.mark;
    const seconds = (): number => (performance.now() - began) / 1000;
    if (role === "controller") {
      const before = this.controller;
      before.signal(signal);
      const ended = await before.ended;
      this.controller = this.#startController(new URL(this.#at!.controllerUrl).host);
      await this.event("found");
      return { seconds: seconds(), ended };
    }
    const host = role === "proxy" ? "gw" : role;
    const isRestored = (event: RunEvent): boolean =>
      event.event === "network" && event.kind === "daemon-restored" && event.message.includes(`\`${host}\``);
    if (role === "proxy") {
      process.kill(this.proxyPid(), signal);
      await this.event("network", since, isRestored);
      return { seconds: seconds() };
    }
    const before = this.#daemons.get(role)!;
    before.signal(signal);
    const ended = await before.ended;
    this.#startDaemon(role);
    await this.event("network", since, isRestored);
    return { seconds: seconds(), ended };
  }

  /** The controller's only child. */
  proxyPid(): number {
    const { pid } = this.controller.child;
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0]);
  }

  get daemons(): readonly VnetProcess[] {
    return [...this.#daemons.values()];
  }

  /** Ends whatever is left. */
  async end(): Promise<void> {
    for (const one of this.#all) one.child.kill("SIGKILL");
    await Promise.all(this.#all.map(async (one) => one.ended));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #startController(listen: string): VnetProcess {
    const token = path.join(this.#folder, "token");
    const flags = ["--shape", "--format", "json", "--listen", listen, "--token-file", token];
    return this.#start(["run", policy, ...flags]);
  }

  #startDaemon(name: Role): void {
    const { controllerUrl, tokenFile } = this.#at!;
    const join = ["--name", name, "--join", controllerUrl, "--token-file", tokenFile];
    const ring = ["--workload", "ring", "--policy", policy];
    this.#daemons.set(name, this.#start(["daemon", ...join, ...ring]));
  }

  #start(args: readonly string[]): VnetProcess {
    const started = startVnet(args, { limitSeconds: 240 });
    this.#all.push(started);
    return started;
  }
}
