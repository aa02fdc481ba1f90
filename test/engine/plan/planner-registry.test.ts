// Planners by name, checked before any of them runs.
import { describe, expect, it } from "vitest";
import { PlannerError } from "../../../engine/plan/planner-errors.ts";
import type { Planner } from "../../../engine/plan/planner.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { defaultsFor } from "../../../engine/plan/assign-stages.ts";
import { builtInPlanners, defaultPlanners } from "../../../engine/planners/built-in-planners.ts";
import { scriptedPlanner } from "./scripted-planner.ts";

const named = (name: string, more: Partial<Planner> = {}): Planner =>
  scriptedPlanner(name, () => ({ kind: "unsupported", missing: "links" }), more);

function codeOf(register: () => unknown): string | undefined {
  try {
    register();
  } catch (error) {
    return error instanceof PlannerError ? error.code : String(error);
  }
  return undefined;
}

describe("PlannerRegistry", () => {
  it("finds planners and lists them by name", () => {
    const registry = new PlannerRegistry([named("b-2"), named("a")]);
    expect(registry.list().map(({ name }) => name)).toEqual(["a", "b-2"]);
    expect(registry.get("a")?.name).toBe("a");
    expect(registry.get("c")).toBeUndefined();
  });

  it("takes no name twice, no name that a policy could not write, no other contract", () => {
    expect(codeOf(() => new PlannerRegistry([named("a"), named("a")]))).toBe("VNET_ERR_PLANNER_NAME");
    expect(codeOf(() => new PlannerRegistry([named("my planner")]))).toBe("VNET_ERR_PLANNER_NAME");
    const newer = named("a", { contract: 2 as never });
    expect(codeOf(() => new PlannerRegistry([newer]))).toBe("VNET_ERR_PLANNER_CONTRACT");
  });

  it("holds the built-in planners, with one for each stage by default, whatever the size", () => {
    const registry = new PlannerRegistry(builtInPlanners);
    for (const vms of [0, 12, 13, 500, 1e5])
      for (const [stage, name] of Object.entries(defaultsFor(defaultPlanners, vms)))
        expect(registry.get(name)?.stage).toBe(stage);
  });
});
