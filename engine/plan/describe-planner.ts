// What a planner states about itself, as data: for checking policies that name it.
import { z } from "zod";
import type { Planner, Stage } from "./planner.ts";

export interface PlannerDescription {
  readonly name: string;
  readonly stage: Stage;
  /** Names of the options that it takes. */
  readonly options: readonly string[];
}

export function describePlanner({ name, stage, options }: Planner): PlannerDescription {
  const schema = z.toJSONSchema(options, { io: "input", unrepresentable: "any" });
  return { name, stage, options: Object.keys(schema.properties ?? {}) };
}
