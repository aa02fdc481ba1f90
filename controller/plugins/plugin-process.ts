// The process of a plugin as its host sees it: warm from one run to the next, watched, and killed when it does not keep to its bounds.
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { pathToFileURL } from "node:url";
import { serialize } from "node:v8";
import type { Network } from "../../engine/model/network.ts";
import { watchMemory } from "./memory-watch.ts";
import { networkForm } from "./network-form.ts";
import { PluginError, pluginErrorCodes } from "./plugin-errors.ts";
import type { Frame } from "./plugin-frames.ts";
import { FrameReader } from "./plugin-frames.ts";
import type { Returned, RunMessage, Stated, ToPlugin } from "./plugin-messages.ts";
import { PrintedLines } from "./printed-lines.ts";
import { startPluginProcess } from "./start-plugin-process.ts";

/** What a plugin may take. `deadlineSeconds`: wall time of one run. */
export interface PluginBounds {
  readonly memoryBytes: number;
  readonly deadlineSeconds: number;
}

/** Told frames of one run; `gone`: the process has ended, and why, going on after the planner's name. */
export interface RunListener {
  frame(frame: Frame): void;
  gone(reason: string): void;
}

/** To import a module and look at its planner, s. Own choice. */
const loadSeconds = 20;

/** After the end of a process, for what it has written last, ms. Own choice. */
const lingerMs = 1000;

export class PluginProcess {
  readonly #child: ChildProcess;
  readonly #socket: Socket;
  readonly #frames = new FrameReader();
  readonly #runs = new Map<number, RunListener>();
  readonly #unwatch: () => void;
  readonly #ended: Promise<void>;
  #network: Network | undefined;
  #runCount = 0;
  #reason: string | undefined; // why it ends, once it does
  #crash: string | undefined; // why it has ended itself
  #onFirst: ((frame: Frame) => void) | undefined;

  private constructor(file: string, bounds: PluginBounds, print: (line: string) => void) {
    const { child, socket } = startPluginProcess(file, bounds.memoryBytes);
    this.#child = child;
    this.#socket = socket;
    const lines = new PrintedLines(print);
    child.stdout?.on("data", (piece: Buffer) => lines.take(piece));
    child.stderr?.on("data", (piece: Buffer) => lines.take(piece));
    const whole = Math.round(bounds.memoryBytes / 2 ** 20);
    this.#unwatch =
      child.pid === undefined
        ? () => undefined
        : watchMemory(child.pid, bounds.memoryBytes, (bytes) =>
            this.kill(`took ${Math.round(bytes / 2 ** 20)} MiB of memory, it may have ${whole} MiB`),
          );
    child.on("error", (error) => this.kill(`cannot be started: ${error.message}`));
    const exited = new Promise<void>((resolve) => {
      child.on("exit", (code, signal) => {
        this.kill(code === null ? `was ended by ${signal}` : `ended its process with exit code ${code}`);
        resolve();
      });
    });
    const heard = new Promise<void>((resolve) => {
      socket.on("close", resolve);
      void exited.then(() => setTimeout(resolve, lingerMs).unref()); // something of its own may hold the socket
    });
    void heard.then(() => setTimeout(() => this.kill("closed its socket"), lingerMs).unref());
    this.#ended = Promise.all([exited, heard]).then(() => this.#settle());
    socket.on("data", (piece: Buffer) => this.#take(piece));
    socket.on("error", () => undefined); // what follows is its end
  }

  /** A process that has loaded the module. Rejects with `PluginError`; then no process is left. */
  static async start(
    file: string,
    bounds: PluginBounds,
    print: (line: string) => void,
  ): Promise<{ readonly process: PluginProcess; readonly stated: Stated }> {
    const process = new PluginProcess(file, bounds, print);
    try {
      return { process, stated: await process.#load(file) };
    } catch (error) {
      process.kill("was not wanted");
      throw error;
    }
  }

  get isAlive(): boolean {
    return this.#reason === undefined;
  }

  /** Begins a run; its listener is told all that comes of it. */
  run(
    network: Network,
    message: Omit<RunMessage, "kind" | "run" | "network">,
    listener: RunListener,
  ): { readonly run: number; end(): void } {
    const run = ++this.#runCount;
    this.#runs.set(run, listener);
    const known = network === this.#network ? {} : { network: networkForm(network) };
    this.#network = network;
    this.#send({ kind: "run", run, ...known, ...message });
    return { run, end: () => void this.#runs.delete(run) };
  }

  /** Answers a call. */
  return(run: number, call: number, returned: Returned): void {
    this.#send({ kind: "return", run, call, ...returned });
  }

  /** Answers what the process waits for. */
  answer(returned: Returned): void {
    const body = serialize(returned);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length);
    if (this.isAlive) this.#socket.write(Buffer.concat([head, body]));
  }

  /** Ends the process and all that it has started, at once; `reason` goes on after the planner's name. */
  kill(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#unwatch();
    const { pid } = this.#child;
    try {
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    } catch {
      this.#child.kill("SIGKILL"); // the group is gone already
    }
    if (pid === undefined) this.#settle();
  }

  /** Ends the process; resolves when it has ended. */
  async close(): Promise<void> {
    this.kill("was ended with vnet");
    if (this.#child.pid !== undefined) await this.#ended;
  }

  #load(file: string): Promise<Stated> {
    return new Promise((resolve, reject) => {
      const refuse = (reason: string): void => {
        clearTimeout(limit);
        reject(new PluginError(pluginErrorCodes.load, reason));
      };
      const limit = setTimeout(() => this.kill(`was not loaded after ${loadSeconds} s`), loadSeconds * 1000);
      this.#onFirst = (frame) => {
        clearTimeout(limit);
        if (frame.kind === "described") resolve(frame.payload("described"));
        else if (frame.kind === "refused") refuse(frame.payload("refused").reason);
        else refuse("it says something before it says what it is");
      };
      void this.#ended.then(() => refuse(`it ${this.#crash ?? this.#reason ?? "ended"}`));
      this.#send({ kind: "load", url: pathToFileURL(file).href });
    });
  }

  #send(message: ToPlugin): void {
    if (this.isAlive && this.#child.connected) this.#child.send(message, () => undefined); // a failure shows as its end
  }

  #take(piece: Buffer): void {
    try {
      for (const frame of this.#frames.take(piece)) this.#told(frame);
    } catch {
      this.kill("said something that is no message");
    }
  }

  #told(frame: Frame): void {
    const first = this.#onFirst;
    this.#onFirst = undefined;
    if (first !== undefined && frame.kind !== "crashed") first(frame);
    else if (frame.kind === "crashed")
      this.#crash = `failed outside its run: ${frame.payload("crashed").reason}`;
    else this.#runs.get(frame.run)?.frame(frame);
  }

  /** Nothing more will be heard. */
  #settle(): void {
    const listeners = [...this.#runs.values()];
    this.#runs.clear();
    for (const listener of listeners) listener.gone(this.#crash ?? this.#reason ?? "ended its process");
  }
}
