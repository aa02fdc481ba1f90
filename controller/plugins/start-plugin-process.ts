// Starts the process of a plugin: with its own group, its own memory limit, and a socket for its frames.
import { fork, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import type { Socket } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PluginError, pluginErrorCodes } from "./plugin-errors.ts";
import { frameDescriptor } from "./plugin-messages.ts";

export interface StartedProcess {
  readonly child: ChildProcess;
  readonly socket: Socket;
}

/** `file`: the plugin's module. Throws `PluginError` for TypeScript that cannot be run here. */
export function startPluginProcess(file: string, memoryBytes: number): StartedProcess {
  // The entry lies beside this file, as source or in the build, where all files lie in one folder.
  const isSource = import.meta.url.endsWith(".ts");
  const entry = fileURLToPath(new URL(isSource ? "./plugin-child.ts" : "./plugin-child.js", import.meta.url));
  const loaders = new Set([
    ...(isSource ? [tsxFor(entry)] : []),
    ...(isTypeScript(file) && !canStripTypes() ? [tsxFor(file) ?? tsxFor(entry)] : []),
  ]);
  if (loaders.has(undefined)) throw cannotRun(file);
  const child = fork(entry, [], {
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc", "pipe"],
    detached: true, // a group of its own: ended with all that it has started, and not by a Ctrl-C that is for the host
    execArgv: [
      `--max-old-space-size=${Math.ceil((2 * memoryBytes) / 2 ** 20)}`, // what is resident decides, not a heap that is swept in vain
      ...(isTypeScript(file) ? ["--disable-warning=ExperimentalWarning"] : []),
      ...[...loaders].flatMap((loader) => (loader === undefined ? [] : ["--import", loader])),
    ],
  });
  return { child, socket: child.stdio[frameDescriptor] as Socket };
}

function isTypeScript(file: string): boolean {
  return /\.m?ts$/.test(file);
}

/** From Node.js 22.18 on. */
export function canStripTypes(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}

/** The loader of tsx where it is installed for that file. */
function tsxFor(file: string): string | undefined {
  try {
    return pathToFileURL(createRequire(file).resolve("tsx")).href;
  } catch {
    return undefined;
  }
}

function cannotRun(file: string): PluginError {
  const name = path.basename(file);
  return new PluginError(
    pluginErrorCodes.typeScript,
    `\`${name}\` is TypeScript, which Node.js ${process.versions.node} does not run: use 22.18 or newer, install tsx beside it, or compile it to .mjs`,
  );
}
