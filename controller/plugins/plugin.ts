// A planner that somebody else has written, as the engine sees it: a planner like any other, whose work is done in a process of its own.
import { isDeepStrictEqual } from "node:util";
import { optionsBySchema } from "../../engine/plan/options-by-schema.ts";
import type { Planner } from "../../engine/plan/planner.ts";
import { readOptionsSchema } from "../../lang/ir/read-options-schema.ts";
import { carryHostedRun } from "./hosted-run.ts";
import { PluginError, pluginErrorCodes } from "./plugin-errors.ts";
import type { Stated } from "./plugin-messages.ts";
import { type PluginBounds, PluginProcess } from "./plugin-process.ts";

export interface PluginOptions {
  /** The module: an absolute path. */
  readonly file: string;
  /** What policies call it; left out: what it calls itself. */
  readonly name?: string | undefined;
  readonly bounds?: Partial<PluginBounds>;
  /** Told each line that the plugin prints. */
  readonly print?: (line: string) => void;
  /** Whether a planner that changes what it is given has failed: for the conformance suite. */
  readonly audit?: boolean;
}

/** Own choices: room for a problem of 10,000 VMs many times over; several times what a rule's budget takes. */
export const defaultBounds: PluginBounds = { memoryBytes: 1 << 30, deadlineSeconds: 10 };

export class Plugin {
  readonly planner: Planner;
  readonly file: string;
  readonly #options: PluginOptions;
  readonly #bounds: PluginBounds;
  readonly #stated: Stated;
  #process: Promise<PluginProcess>;
  #isClosed = false;

  private constructor(options: PluginOptions, bounds: PluginBounds, process: PluginProcess, stated: Stated) {
    const schema = readOptionsSchema(stated.options);
    if ("fault" in schema) throw new PluginError(pluginErrorCodes.load, schema.fault);
    this.file = options.file;
    this.#options = options;
    this.#bounds = bounds;
    this.#stated = stated;
    this.#process = Promise.resolve(process);
    const planner: Planner<Readonly<Record<string, unknown>>> = {
      name: options.name ?? stated.name,
      contract: 1,
      stage: stated.stage,
      objective: stated.objective,
      supports: stated.supports,
      options: optionsBySchema(schema),
      create: (given) => async (problem, context) =>
        carryHostedRun({
          process: await this.#warm(),
          stage: stated.stage,
          options: given,
          problem,
          context,
          deadlineSeconds: bounds.deadlineSeconds,
          audit: options.audit === true,
        }),
    };
    this.planner = planner;
  }

  /** Starts its process and asks what it is. Rejects with `PluginError`; then nothing is left of it. */
  static async open(options: PluginOptions): Promise<Plugin> {
    const bounds = { ...defaultBounds, ...options.bounds };
    const { process, stated } = await PluginProcess.start(options.file, bounds, options.print ?? ignore);
    try {
      return new Plugin(options, bounds, process, stated);
    } catch (error) {
      await process.close();
      throw error;
    }
  }

  /** Ends its process, and a run with it; resolves when it has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const process = await this.#process.catch(() => undefined);
    await process?.close();
  }

  /** The process, or a new one where a run has ended it. */
  async #warm(): Promise<PluginProcess> {
    const last = this.#process;
    const process = await last.catch(() => undefined);
    if (process?.isAlive === true) return process;
    if (this.#process !== last) return this.#warm(); // another run has started one
    if (this.#isClosed) throw new PluginError(pluginErrorCodes.load, "it was closed");
    this.#process = this.#startAgain();
    return this.#process;
  }

  async #startAgain(): Promise<PluginProcess> {
    const { file, print = ignore } = this.#options;
    const { process, stated } = await PluginProcess.start(file, this.#bounds, print);
    if (isDeepStrictEqual(stated, this.#stated)) return process;
    await process.close();
    throw new PluginError(pluginErrorCodes.load, "it says something else of itself than when it was loaded");
  }
}

function ignore(): void {}
