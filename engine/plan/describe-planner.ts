// What a planner states about itself, as data: for checking policies that name it, and for those who choose one.
import { z } from "zod";
import type { OptionsSchema } from "../../lang/ir/option-schema.ts";
import { readOptionsSchema } from "../../lang/ir/read-options-schema.ts";
import type { Capability, Planner, Stage } from "./planner.ts";

export interface PlannerDescription {
  readonly name: string;
  readonly stage: Stage;
  readonly objective: string;
  readonly supports: readonly Capability[];
  /** The options that it takes. */
  readonly options: OptionsSchema;
}

/** Throws for options that cannot be stated as JSON Schema. */
export function describePlanner({ name, stage, objective, supports, options }: Planner): PlannerDescription {
  const schema = readOptionsSchema(z.toJSONSchema(options, { io: "input", unrepresentable: "any" }));
  if ("fault" in schema) throw new TypeError(`planner \`${name}\`: ${schema.fault}`);
  return { name, stage, objective, supports, options: schema };
}
