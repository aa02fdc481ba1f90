// The built-in planners with a watch on each: what they take of a run is theirs, not the simulator's.
import { builtInPlanners, defaultPlanners, PlannerRegistry, type Planning } from "../../engine/index.ts";

/** `seconds`: by planner, wall time of its runs so far. */
export function timedPlanning(): { readonly planning: Planning; readonly seconds: Map<string, number> } {
  const seconds = new Map<string, number>();
  const timed = builtInPlanners.map((planner) => ({
    ...planner,
    create(options: unknown) {
      const run = planner.create(options);
      return async (...given: Parameters<typeof run>) => {
        const started = performance.now();
        try {
          return await run(...given);
        } finally {
          const taken = (performance.now() - started) / 1000;
          seconds.set(planner.name, (seconds.get(planner.name) ?? 0) + taken);
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
