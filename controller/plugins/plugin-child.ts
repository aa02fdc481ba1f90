// Entry of a plugin's process: loads the module, then runs its planner as often as the host asks.
import { Worker } from "node:worker_threads";
import type { Network } from "../../engine/model/network.ts";
import { tellHost } from "./host-socket.ts";
import { readNetwork } from "./network-form.ts";
import { findPlanner, type FoundPlanner } from "./planner-module.ts";
import type { RunMessage, ToPlugin } from "./plugin-messages.ts";
import { PluginRun, sentenceOf } from "./plugin-run.ts";

let planner: FoundPlanner | undefined;
let network: Network | undefined;
const runs = new Map<number, PluginRun>();

async function load(url: string): Promise<void> {
  try {
    planner = findPlanner((await import(url)) as Record<string, unknown>);
    tellHost("described", 0, planner.stated);
    endWithHost();
  } catch (error) {
    tellHost("refused", 0, { reason: sentenceOf(error) });
  }
}

async function carry(message: RunMessage): Promise<void> {
  if (message.network !== undefined) network = readNetwork(message.network);
  if (planner === undefined || network === undefined) return;
  const { initialMapping, ...rest } = network; // an array's numbers cannot be frozen
  const given = Object.freeze({ ...rest, initialMapping: initialMapping.slice() });
  const run = new PluginRun(planner, message, given);
  runs.set(message.run, run);
  await run.carry();
  runs.delete(message.run);
}

/** A planner that never lets go does not notice that the host has gone: this thread does, and ends the process. */
function endWithHost(): void {
  const watch = `const host = ${process.ppid};
    setInterval(() => process.ppid === host || process.kill(process.pid, "SIGKILL"), 1000);`;
  const limits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 };
  new Worker(watch, { eval: true, resourceLimits: limits }).unref();
}

function crash(error: unknown): void {
  tellHost("crashed", 0, { reason: sentenceOf(error) });
  process.exit(1);
}

process.on("uncaughtException", crash);
process.on("unhandledRejection", crash);
process.on("disconnect", () => process.exit());
process.on("message", (message: ToPlugin) => {
  if (message.kind === "load") void load(message.url);
  else if (message.kind === "run") void carry(message);
  else runs.get(message.run)?.return(message.call, message);
});
// Libraries that meet a channel to a parent would greet it.
Object.assign(process, { send: undefined, disconnect: undefined });
