// The restricted JSON Logic profile in which the compiled form states conditions: which expressions exist. It does not evaluate.
import { z } from "zod";

/**
 * An expression of the profile. A plain number is in base units (seconds, bits/s, bytes, ratio 0..1); hosts, sites and
 * VMs are their indices in the network's arrays; a link is its key (`linkKey` of `fact-keys.ts`), a flow its key (`flowKey`).
 *
 * - `{ "fact": [name, ...args] }` reads a fact (`facts.ts` lists them); args are expressions.
 * - `{ "known": [e] }` is true when `e` can be evaluated, else false; it is never unknown.
 * - `{ "var": name }` reads a loop variable; only names that an enclosing `each` or `for each` binds.
 * - `{ "each": [name, list] }` is the list's members, each as a scope that binds `name` and keeps the outer names.
 *   It appears only as the first operand of `some`, `filter`, `map`, `count`. `{ "filter": [each, cond] }` may stand in its place.
 * - `{ "some": [each, cond] }`: any of none is false. All-quantification is `{"!": [{"some": [each, {"!": [cond]}]}]}`.
 * - `sum maximum minimum average` take one `{ "map": [each, e] }` or a list of numbers; `count` one `each`, `filter` or list.
 *   `sum` and `count` of none are 0, the other three unknown.
 * - `{ "same-set": [a, b] }` compares two lists as sets; `{ "member": [x, list] }` is `in`.
 * - Division and remainder by zero, and whatever is not a finite number, are unknown.
 */
export type Logic =
  number | string | boolean | readonly Logic[] | { readonly [operator in Operator]?: Logic };

/** Every operator of the profile, with the number of operands it takes: [least, most]. */
export const operators = {
  and: [1, Infinity],
  or: [1, Infinity],
  "!": [1, 1],
  if: [3, 3],
  "===": [2, 2],
  "!==": [2, 2],
  "<": [2, 2],
  "<=": [2, 2],
  ">": [2, 2],
  ">=": [2, 2],
  "+": [2, 2],
  "-": [1, 2],
  "*": [2, 2],
  "/": [2, 2],
  "%": [2, 2],
  fact: [1, 4],
  known: [1, 1],
  var: [1, 1],
  each: [2, 2],
  some: [2, 2],
  filter: [2, 2],
  map: [2, 2],
  sum: [1, 1],
  count: [1, 1],
  maximum: [1, 1],
  minimum: [1, 1],
  average: [1, 1],
  member: [2, 2],
  "same-set": [2, 2],
} as const satisfies Record<string, readonly [number, number]>;

export type Operator = keyof typeof operators;

/** How deep an expression may nest; deeper input is refused on load. Own choice. */
export const maximumLogicDepth = 200;

/** Says what is wrong with `value` as an expression of the profile, or undefined when nothing is. */
export function logicFault(value: unknown, depth = 0): string | undefined {
  if (depth > maximumLogicDepth) return `an expression nests deeper than ${maximumLogicDepth}`;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : "a number is not finite";
  if (typeof value === "string" || typeof value === "boolean") return undefined;
  if (Array.isArray(value)) return firstFault(value, depth);
  if (typeof value !== "object" || value === null) return `\`${String(value)}\` is not an expression`;
  const entries = Object.entries(value);
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) return "an operation must have exactly one operator";
  const [operator, given] = entry;
  if (!Object.hasOwn(operators, operator)) return `unknown operator \`${operator}\``;
  const operands: unknown[] = Array.isArray(given) ? given : [given];
  const [least, most] = operators[operator as Operator];
  if (operands.length < least || operands.length > most)
    return `\`${operator}\` takes ${least === most ? least : `${least} to ${most}`} operands, found ${operands.length}`;
  return firstFault(operands, depth);
}

function firstFault(operands: readonly unknown[], depth: number): string | undefined {
  for (const operand of operands) {
    const fault = logicFault(operand, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

export const logicSchema: z.ZodType<Logic> = z.unknown().transform((value, context) => {
  const fault = logicFault(value);
  if (fault === undefined) return value as Logic;
  context.addIssue({ code: "custom", message: fault });
  return z.NEVER;
});
