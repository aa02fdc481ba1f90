// Calls in conditions: facts with arguments, `known`, `since`, `link`, and sum, count, max, min, avg.
import { areAlike, count, sumType } from "../check/dimension.ts";
import type { NumberType } from "../check/dimension.ts";
import { broken, describeType } from "../check/type.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import { facts } from "../ir/facts.ts";
import type { Logic } from "../ir/logic.ts";
import type { CallExpression, Expression } from "../syntax/expression.ts";
import type { Elaborator, Typed, Variables } from "./condition.ts";
import { factArguments, readFact, signatureOf } from "./condition-fact.ts";
import { dottedName } from "./dotted-name.ts";
import { isAggregate } from "./evaluate-call.ts";
import type { Aggregate } from "./evaluate-call.ts";

const operatorOf = { sum: "sum", count: "count", max: "maximum", min: "minimum", avg: "average" } as const;
const brokenTyped: Typed = { type: broken, logic: false };

function takesOne(elaborator: Elaborator, call: CallExpression, name: string): Expression | undefined {
  const [only] = call.args;
  if (only !== undefined && call.args.length === 1 && call.each === undefined) return only;
  elaborator.fail("type/arguments", call.span, `\`${name}\` takes 1 argument, found ${call.args.length}`);
  return undefined;
}

/** `sum(e for x in xs where c)`. */
function overEach(
  elaborator: Elaborator,
  call: CallExpression,
  name: Aggregate,
  variables: Variables,
): Typed {
  const [body] = call.args;
  const { each: clause } = call;
  if (body === undefined || clause === undefined) return brokenTyped;
  const members = elaborator.members(clause.list, variables);
  const inner = new Map(variables).set(clause.variable.text, members.of);
  const each: Logic = { each: [clause.variable.text, members.logic] };
  const source: Logic =
    clause.where === undefined ? each : { filter: [each, elaborator.boolean(clause.where, inner)] };
  const value = elaborator.elaborate(body, inner);
  if (value.type.kind === "broken") return brokenTyped;
  if (name === "count") {
    if (value.type.kind === "boolean")
      return elaborator.fail(
        "type/unsupported",
        body.span,
        "`count` counts members, whether this is true or not",
        `write \`count(${clause.variable.text} for … where …)\``,
      );
    return { type: count, logic: { count: [source] } };
  }
  if (value.type.kind !== "number") return elaborator.mismatch("a number", value.type, body.span);
  return { type: value.type, logic: { [operatorOf[name]]: [{ map: [source, value.logic] }] } };
}

function aggregate(
  elaborator: Elaborator,
  call: CallExpression,
  name: Aggregate,
  variables: Variables,
): Typed {
  if (call.each !== undefined) return overEach(elaborator, call, name, variables);
  if (name === "count") {
    const list = takesOne(elaborator, call, name);
    return list === undefined
      ? brokenTyped
      : { type: count, logic: { count: [elaborator.members(list, variables).logic] } };
  }
  const values = call.args.map((arg) => ({ arg, ...elaborator.elaborate(arg, variables) }));
  const [first] = values;
  if (first === undefined) return elaborator.fail("type/arguments", call.span, `\`${name}\` needs arguments`);
  if (values.some((value) => value.type.kind === "broken")) return brokenTyped;
  if (values.length === 1 && first.type.kind === "list") {
    if (first.type.of.kind !== "number")
      return elaborator.mismatch("a list of numbers", first.type, first.arg.span);
    return { type: first.type.of, logic: { [operatorOf[name]]: [first.logic] } };
  }
  let type: NumberType | undefined;
  for (const value of values) {
    if (value.type.kind !== "number") return elaborator.mismatch("a number", value.type, value.arg.span);
    if (type !== undefined && !areAlike(type, value.type))
      return elaborator.fail(
        "unit/mixed",
        value.arg.span,
        `${describeType(type)} and ${describeType(value.type)} do not go together`,
      );
    type = type === undefined ? value.type : sumType(type, value.type);
  }
  const numbers = values.map((value) => value.logic);
  return { type: type ?? count, logic: { [operatorOf[name]]: [numbers] } };
}

export function elaborateCall(elaborator: Elaborator, call: CallExpression, variables: Variables): Typed {
  const name = dottedName(call.callee)?.join(".");
  if (name === undefined)
    return elaborator.fail("name/unknown-function", call.callee.span, "this cannot be called");
  if (name === "" || name.endsWith(".")) return brokenTyped;
  if (isAggregate(name)) return aggregate(elaborator, call, name, variables);
  if (name === "known") {
    const of = takesOne(elaborator, call, name);
    const typed = of && elaborator.elaborate(of, variables);
    return typed === undefined || typed.type.kind === "broken"
      ? brokenTyped
      : { type: { kind: "boolean" }, logic: { known: [typed.logic] } };
  }
  if (name === "since") {
    const of = takesOne(elaborator, call, name);
    if (of === undefined) return brokenTyped;
    if (of.kind === "name" && of.name.text === "adaptation")
      return readFact(elaborator, "since.adaptation", [], call.span);
    return elaborator.fail("name/unknown-word", of.span, "`since` takes `adaptation`");
  }
  if (name === "link") {
    const [a, b] = call.args;
    if (a !== undefined && b !== undefined && call.args.length === 2)
      return elaborator.link(a, b, variables, call.span);
    return elaborator.fail(
      "type/arguments",
      call.span,
      `\`link\` takes 2 arguments, found ${call.args.length}`,
    );
  }
  if (name === "path")
    return elaborator.fail(
      "type/unsupported",
      call.span,
      "a path alone is no value",
      "read its `.rate` or `.delay`",
    );
  const signature = signatureOf(name);
  if (signature !== undefined && signature.takes.length > 0 && name.startsWith("traffic")) {
    const args = factArguments(elaborator, name, call.args, variables, call.span);
    return args === undefined ? brokenTyped : readFact(elaborator, name, args, call.span);
  }
  const callable = [...Object.keys(operatorOf), "known", "since", "link", "path", ...Object.keys(facts)];
  return elaborator.fail(
    "name/unknown-function",
    call.callee.span,
    `unknown function \`${name}\``,
    didYouMean(name, callable),
  );
}
