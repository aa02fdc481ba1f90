// What a planner says of its options, and whether a value fits: the part of JSON Schema (2020-12) that is about what policies can write.

export const optionTypes = ["number", "integer", "string", "boolean"] as const;
export type OptionType = (typeof optionTypes)[number];
export type OptionValue = number | string | boolean;

/** Of one option. Keywords as in JSON Schema; numbers in base units (s, bit/s, bytes, ratio). */
export interface OptionSchema {
  readonly type?: OptionType | readonly OptionType[] | undefined;
  readonly enum?: readonly OptionValue[] | undefined;
  readonly const?: OptionValue | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly multipleOf?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly anyOf?: readonly OptionSchema[] | undefined;
  readonly default?: OptionValue | undefined;
  readonly description?: string | undefined;
}

/** An option that is not in `properties` does not exist; one in `required` has no default. */
export interface OptionsSchema {
  readonly properties: Readonly<Record<string, OptionSchema>>;
  readonly required: readonly string[];
}

/** `type`: another kind of value; `range`: too small or too large; `word`: none of those that there are. */
export interface OptionFault {
  readonly kind: "type" | "range" | "word";
  /** Goes on after the option's name: "must be at most 5, found 9". */
  readonly message: string;
}

export function optionFault(schema: OptionSchema, value: OptionValue): OptionFault | undefined {
  const found = `found ${typeof value === "string" ? `\`${value}\`` : value}`;
  const words = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (words !== undefined && !words.includes(value))
    return { kind: "word", message: `must be ${words.map((word) => `\`${word}\``).join(" or ")}, ${found}` };
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return {
      kind: "type",
      message: `must be ${types.map((type) => typeNames[type]).join(" or ")}, ${found}`,
    };
  const range = typeof value === "number" ? numberFault(schema, value) : lengthFault(schema, value);
  if (range !== undefined) return { kind: "range", message: `must ${range}, ${found}` };
  const faults = schema.anyOf?.map((branch) => optionFault(branch, value)) ?? [];
  return faults.some((fault) => fault === undefined) ? undefined : faults[0];
}

/** The options with their defaults filled in, or what is wrong with the first that is wrong, in one sentence. */
export function takeOptions(
  { properties, required }: OptionsSchema,
  given: Readonly<Record<string, unknown>>,
): { readonly options: Record<string, OptionValue> } | { readonly name: string; readonly fault: string } {
  const options: Record<string, OptionValue> = {};
  for (const [name, { default: value }] of Object.entries(properties))
    if (value !== undefined) options[name] = value;
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(properties, name)) return { name, fault: "there is no such option" };
    if (!isOptionValue(value)) return { name, fault: "must be a number, a string, or true or false" };
    const fault = optionFault(properties[name], value);
    if (fault !== undefined) return { name, fault: fault.message };
    options[name] = value;
  }
  const missing = required.find((name) => !Object.hasOwn(options, name));
  return missing === undefined ? { options } : { name: missing, fault: "must be given" };
}

const typeNames: Readonly<Record<OptionType, string>> = {
  number: "a number",
  integer: "a whole number",
  string: "a string",
  boolean: "true or false",
};

function isOf(type: OptionType, value: OptionValue): boolean {
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function numberFault(schema: OptionSchema, value: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return `be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `be at most ${maximum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `be more than ${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return `be less than ${exclusiveMaximum}`;
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf))
    return `be a multiple of ${multipleOf}`;
  return undefined;
}

function lengthFault({ minLength, maxLength }: OptionSchema, value: OptionValue): string | undefined {
  if (typeof value !== "string") return undefined;
  if (minLength !== undefined && value.length < minLength) return `have at least ${minLength} characters`;
  return maxLength !== undefined && value.length > maxLength
    ? `have at most ${maxLength} characters`
    : undefined;
}

function isOptionValue(value: unknown): value is OptionValue {
  return typeof value === "number" || typeof value === "string" || typeof value === "boolean";
}
