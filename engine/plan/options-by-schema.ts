// Options whose form is stated as JSON Schema, as a planner that runs elsewhere states them.
import { z } from "zod";
import { takeOptions, type OptionsSchema } from "../../lang/ir/option-schema.ts";

/** Accepts what fits the schema, as it was given: defaults are filled in where the planner runs. */
export function optionsBySchema(schema: OptionsSchema): z.ZodType<Record<string, unknown>> {
  return z
    .record(z.string(), z.unknown())
    .superRefine((given, context) => {
      const taken = takeOptions(schema, given);
      if ("fault" in taken) context.addIssue({ code: "custom", path: [taken.name], message: taken.fault });
    })
    .meta({ type: "object", properties: schema.properties, required: [...schema.required] });
}
