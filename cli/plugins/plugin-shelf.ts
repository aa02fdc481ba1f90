// The planners from elsewhere that one command uses: each opened once, however many policies name it, and all ended with the command.
import path from "node:path";
import {
  findPluginFile,
  findPluginPackage,
  Plugin,
  PluginError,
  type PluginBounds,
} from "../../controller/index.ts";
import { describePlanner, type Planner } from "../../engine/index.ts";
import type { CompileResult, PlannerSignature, PluginAnswer } from "../../lang/index.ts";
import { findProjectFile } from "../config/project-file.ts";

export interface ShelfOptions {
  /** What `--plugin` names, relative to the folder in which vnet was started. */
  readonly files?: readonly string[];
  /** Told each line that a plugin prints. */
  readonly print: (plugin: string, line: string) => void;
}

/** `answers` are for the plugins that the policy declares, `signatures` for the others; `planners` are of both. */
export interface PolicyPlugins {
  readonly answers: readonly PluginAnswer[];
  readonly signatures: readonly PlannerSignature[];
  readonly planners: readonly Planner[];
}

export class PluginShelf {
  readonly #options: ShelfOptions;
  readonly #opened = new Map<string, Promise<Plugin>>();

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  /**
   * Opens what a policy declares, what `--plugin` names, and of what the project file names that which the policy's text mentions. What
   * the policy declares and cannot be had is an answer with a fault; for the rest it rejects with `PluginError`, or `CliError` for
   * the project file.
   */
  async openFor({ plugins, sources }: Pick<CompileResult, "plugins" | "sources">): Promise<PolicyPlugins> {
    const answers: PluginAnswer[] = [];
    const planners: Planner[] = [];
    for (const { name, from, memoryBytes, deadlineSeconds, origin } of plugins) {
      const folder = path.dirname(sources[origin[0]]?.path ?? ".");
      const bounds = {
        ...(memoryBytes === undefined ? {} : { memoryBytes }),
        ...(deadlineSeconds === undefined ? {} : { deadlineSeconds }),
      };
      const opened = await this.#tryDeclared(name, from, folder, bounds);
      if ("fault" in opened) answers.push({ name, fault: opened.fault });
      else {
        answers.push({ name, signature: describePlanner(opened.planner) });
        planners.push(opened.planner);
      }
    }
    const declared = new Set(plugins.map(({ name }) => name));
    const others = [...(await this.#fromFlags()), ...(await this.#fromProject(sources, declared))];
    return {
      answers,
      signatures: others.map(({ planner }) => describePlanner(planner)),
      planners: [...planners, ...others.map(({ planner }) => planner)],
    };
  }

  /** The planner in a file. Rejects with `PluginError`. */
  open(file: string, name?: string, bounds: Partial<PluginBounds> = {}, audit = false): Promise<Plugin> {
    const key = JSON.stringify([file, name, bounds, audit]);
    let opened = this.#opened.get(key);
    if (opened === undefined) {
      const print = (line: string): void => this.#options.print(name ?? path.basename(file), line);
      opened = Plugin.open({ file, name, bounds, print, audit });
      this.#opened.set(key, opened);
    }
    return opened;
  }

  /** Ends all of them; resolves when their processes have ended. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#opened.values()].map(async (opened) => (await opened.catch(() => undefined))?.close()),
    );
  }

  async #tryDeclared(
    name: string,
    from: string,
    folder: string,
    bounds: Partial<PluginBounds>,
  ): Promise<Plugin | { readonly fault: string }> {
    if (!/^\.{0,2}\//.test(from))
      return {
        fault: `a plugin is a path that begins with \`./\`; packages are named in \`vnet.config.json\``,
      };
    try {
      return await this.open(findPluginFile(from, folder), name, bounds);
    } catch (error) {
      if (error instanceof PluginError) return { fault: error.message };
      throw error;
    }
  }

  async #fromFlags(): Promise<Plugin[]> {
    const plugins: Plugin[] = [];
    for (const file of this.#options.files ?? []) {
      const found = findPluginFile(file, process.cwd());
      plugins.push(await this.open(found).catch((error: unknown) => explain(`--plugin ${file}`, error)));
    }
    return plugins;
  }

  /** The nearest project file above the policy counts; a comment that mentions a plugin opens it for nothing. */
  async #fromProject(
    sources: CompileResult["sources"],
    declared: ReadonlySet<string>,
  ): Promise<readonly Plugin[]> {
    const project = findProjectFile(path.dirname(sources[0]?.path ?? "."));
    const plugins: Plugin[] = [];
    for (const [name, specifier] of project?.plugins ?? []) {
      const isMentioned = sources.some(({ text }) => text.split(/[^\w-]+/).includes(name));
      if (!isMentioned || declared.has(name)) continue;
      const file = findPluginPackage(specifier, project!.folder);
      plugins.push(
        await this.open(file, name).catch((error: unknown) => explain(`plugin \`${name}\``, error)),
      );
    }
    return plugins;
  }
}

/** Does something with a shelf, and ends what is on it. */
export async function withShelf<T>(
  options: ShelfOptions,
  use: (shelf: PluginShelf) => Promise<T>,
): Promise<T> {
  const shelf = new PluginShelf(options);
  try {
    return await use(shelf);
  } finally {
    await shelf.close();
  }
}

/** Says which plugin it is. */
function explain(what: string, error: unknown): never {
  if (error instanceof PluginError) throw new PluginError(error.code, `${what}: ${error.message}`);
  throw error;
}
