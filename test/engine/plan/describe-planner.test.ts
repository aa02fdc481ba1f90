// What planners state about themselves, for checking policies that name them.
import { expect, it } from "vitest";
import { z } from "zod";
import { describePlanner } from "../../../engine/plan/describe-planner.ts";
import type { Planner } from "../../../engine/plan/planner.ts";
import { builtInPlanners } from "../../../engine/planners/built-in-planners.ts";

it("names the options that a planner takes", () => {
  const [keep] = builtInPlanners;
  const planner = {
    ...keep,
    name: "mine",
    options: z.strictObject({ depth: z.int().min(1).default(2), wide: z.boolean() }),
  };
  expect(describePlanner(planner as unknown as Planner)).toMatchObject({
    name: "mine",
    options: {
      properties: { depth: { type: "integer", minimum: 1, default: 2 }, wide: { type: "boolean" } },
      required: ["wide"],
    },
  });
});

it("describes every built-in planner", () => {
  expect(builtInPlanners.map(describePlanner).map(({ name, stage }) => `${name}: ${stage}`)).toContain(
    "greedy-topology: topology",
  );
});
