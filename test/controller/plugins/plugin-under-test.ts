// A plugin that a test writes: its module in a folder of its own, its process ended with the test file.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll } from "vitest";
import { Plugin, type PluginOptions } from "../../../controller/index.ts";
import type { Problem } from "../../../engine/model/problem.ts";
import type { Planner } from "../../../engine/plan/planner.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { runPlanner, type PlannerAnswer } from "../../../engine/plan/run-planner.ts";
import { temporaryFolder } from "../../harness/temporary-folder.ts";

export interface PluginWorkshop {
  /** The absolute path of a module with that text. */
  write(name: string, text: string): string;
  open(file: string, options?: Partial<PluginOptions>): Promise<Plugin>;
}

/** To be called where hooks may be registered. */
export function pluginWorkshop(): PluginWorkshop {
  const folder = temporaryFolder();
  const opened: Plugin[] = [];
  afterAll(() => Promise.all(opened.map((plugin) => plugin.close())));
  return {
    write(name, text) {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    },
    async open(file, options = {}) {
      const plugin = await Plugin.open({ file, name: "mine", ...options });
      opened.push(plugin);
      return plugin;
    },
  };
}

/** A planner of stage topology whose option `does` says which of the acts it performs; they see `problem`, `context`, `plan(links)` and `good`. */
export function moduleOfActs(acts: Readonly<Record<string, string>>): string {
  const entries = Object.entries(acts).map(
    ([name, body]) => `${JSON.stringify(name)}: async (problem, context) => { ${body} },`,
  );
  return `import { spawn } from "node:child_process";
const plan = (links) => ({ kind: "plan", proposal: { links }, certificate: { kind: "none" } });
const good = plan([{ a: 1, b: 2, kind: "ws", cost: 1 }]);
const acts = {
  behaves: async () => good,
  ${entries.join("\n  ")}
};
export const planner = {
  name: "written-by-a-test", contract: 1, stage: "topology", objective: "what the test wants",
  supports: ["links", "coverage", "bandwidth", "cost", "fan-out"],
  options: { type: "object", properties: { does: { type: "string", default: "behaves" } } },
  create: ({ does }) => acts[does],
};`;
}

export function ask(
  planner: Planner,
  problem: Problem,
  {
    does = "behaves",
    others = [],
    steps = 100,
  }: { does?: string; others?: readonly Planner[]; steps?: number } = {},
): Promise<PlannerAnswer> {
  const registry = new PlannerRegistry([planner, ...others]);
  return runPlanner(registry, planner.name, { does }, problem, { seed: 3, steps });
}
