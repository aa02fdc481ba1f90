// What a planner has stated about its options, as JSON from anywhere, to a form that can be relied on.
import { z } from "zod";
import { optionTypes, type OptionSchema, type OptionsSchema } from "./option-schema.ts";

const optionType = z.enum(optionTypes);
const optionValue = z.union([z.number(), z.string(), z.boolean()]);

/** Other keywords are left out; what they ask for is for the planner itself to check. */
const optionSchema: z.ZodType<OptionSchema> = z.object({
  type: z.union([optionType, z.array(optionType).min(1)]).optional(),
  enum: z.array(optionValue).min(1).optional(),
  const: optionValue.optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().positive().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  get anyOf() {
    return z.array(optionSchema).min(1).optional();
  },
  default: optionValue.optional(),
  description: z.string().optional(),
});
const optionsSchema = z.object({
  type: z.literal("object").optional(),
  properties: z.record(z.string(), optionSchema).optional(),
  required: z.array(z.string()).optional(),
});

/** The schema, or why it is none, in one sentence. */
export function readOptionsSchema(stated: unknown): OptionsSchema | { readonly fault: string } {
  const { data, error } = optionsSchema.safeParse(stated);
  if (data !== undefined) {
    const properties = data.properties ?? {};
    // JSON Schema of zod lists options with a default as required where it describes what comes out.
    const required = (data.required ?? []).filter((name) => properties[name]?.default === undefined);
    return { properties, required };
  }
  const [issue] = error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "" : ` at \`${issue.path.join(".")}\``;
  return {
    fault: `its options are no JSON Schema of numbers, strings and truth values${place}: ${issue?.message ?? ""}`,
  };
}
