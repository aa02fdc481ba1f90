// The built-in planners with a watch on each: what they take of a run is theirs, not the simulator's.
import { builtInPlanners, defaultPlanners, PlannerRegistry, type Planning } from "../../engine/index.ts";
import { cpuSeconds } from "./cpu-seconds.ts";

/** `seconds`: by planner, CPU time of its runs so far. */
export function timedPlanning(): { readonly planning: Planning; readonly seconds: Map<string, number> } {
  const seconds = new Map<string, number>();
  const timed = builtInPlanners.map((planner) => ({
    ...planner,
    create(options: unknown) {
      const run = planner.create(options);
      return async (...given: Parameters<typeof run>) => {
        const started = cpuSeconds();
        try {
          return await run(...given);
        } finally {
          seconds.set(planner.name, (seconds.get(planner.name) ?? 0) + cpuSeconds() - started);
        }
      };
    },
  }));
  const registry = new PlannerRegistry(timed);
  return {
    planning: { registry, defaults: defaultPlanners, settings: { seed: 1, steps: 1_000_000 } },
    seconds,
  };
}
