// The functions that can be called where a value is needed at compile time: count, sum, max, min, avg.
import { areAlike, count, plainNumber, sumType } from "../check/dimension.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import type { CallExpression } from "../syntax/expression.ts";
import type { Evaluator, Scope } from "./evaluate.ts";
import type { Value } from "./value.ts";

export const aggregates = ["sum", "count", "max", "min", "avg"] as const;
export type Aggregate = (typeof aggregates)[number];

export function isAggregate(name: string): name is Aggregate {
  return (aggregates as readonly string[]).includes(name);
}

/** The numbers, VMs, … that a call is about: its arguments, the one list that it is given, or what `for` makes. */
function argumentsOf(evaluator: Evaluator, call: CallExpression, scope: Scope): readonly Value[] | undefined {
  const [first] = call.args;
  if (call.each !== undefined && first !== undefined) {
    const { variable, list, where } = call.each;
    const values: Value[] = [];
    for (const item of evaluator.list(list, scope) ?? []) {
      const inner = new Map(scope).set(variable.text, item);
      if (where !== undefined && evaluator.boolean(where, inner) !== true) continue;
      const value = evaluator.evaluate(first, inner);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }
  const values = call.args.map((each) => evaluator.evaluate(each, scope));
  const known = values.filter((value) => value !== undefined);
  if (known.length < values.length) return undefined;
  const [only] = known;
  return known.length === 1 && only?.kind === "list" ? only.items : known;
}

export function evaluateCall(evaluator: Evaluator, call: CallExpression, scope: Scope): Value | undefined {
  const name = call.callee.kind === "name" ? call.callee.name.text : "";
  if (!isAggregate(name)) {
    if (name === "" && call.callee.kind === "name") return undefined;
    return evaluator.fail(
      "name/unknown-function",
      call.callee.span,
      name === "" ? "this cannot be called" : `unknown function \`${name}\``,
      didYouMean(name, aggregates),
    );
  }
  const values = argumentsOf(evaluator, call, scope);
  if (values === undefined) return undefined;
  if (name === "count") return { kind: "number", value: values.length, type: count };
  let type = plainNumber;
  const numbers: number[] = [];
  for (const value of values) {
    if (value.kind !== "number") return evaluator.mismatch("numbers", value, call.span);
    if (numbers.length > 0 && !areAlike(type, value.type))
      return evaluator.fail("unit/mixed", call.span, `\`${name}\` of numbers with different units`);
    type = numbers.length === 0 ? value.type : sumType(type, value.type);
    numbers.push(value.value);
  }
  if (numbers.length === 0 && name !== "sum")
    return evaluator.fail("type/range", call.span, `\`${name}\` of nothing is not known`);
  const sum = numbers.reduce((total, each) => total + each, 0);
  const extreme = (pick: (a: number, b: number) => number): number =>
    numbers.reduce((best, each) => pick(best, each), numbers[0] ?? 0);
  const result = { sum, avg: sum / numbers.length, max: extreme(Math.max), min: extreme(Math.min) }[name];
  return { kind: "number", value: result, type };
}
