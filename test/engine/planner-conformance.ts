// The suite of all planners, as tests: each planner's test runs it.
import { describe, expect, it } from "vitest";
import type { Planner } from "../../engine/plan/planner.ts";
import { plannerChecks } from "../../lab/conformance/planner-checks.ts";

/** `options` are given to every run; leave out what the planner has defaults for. `others`: planners that it runs. */
export function describePlanner(
  planner: Planner,
  options: unknown = {},
  others: readonly Planner[] = [],
): void {
  const checked = { planner, options, others, runs: 1500, limitMs: 60_000, relabelled: "plan" } as const;
  describe(`planner ${planner.name}`, () => {
    it.each([...plannerChecks])("$title", async (check) => {
      expect(await check.find(checked)).toBeUndefined();
    });
  });
}
