// What a rule does: actions, the planners they name, and the options they give them.
import { count } from "../check/dimension.ts";
import type { Type } from "../check/type.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import { optionFault } from "../ir/option-schema.ts";
import type { OptionValue } from "../ir/option-schema.ts";
import type { ActionIr } from "../ir/policy-ir.ts";
import type { Logic } from "../ir/logic.ts";
import type { Name } from "../syntax/expression.ts";
import type { Action, Attribute } from "../syntax/tree.ts";
import { readNumber } from "./attributes.ts";
import { originOf } from "./compilation.ts";
import type { PlannerSignature } from "./compilation.ts";
import type { Elaborator } from "./condition.ts";
import { emptyScope } from "./evaluate.ts";
import type { Evaluator } from "./evaluate.ts";
import { readSeconds } from "./rule-duration.ts";

/** The stages that an action claims, in the terms of the planner contract. */
const stagesOf = { adapt: ["all"], migrate: ["placement"], connect: ["topology"], forward: ["forwarding"] };
type PlanningVerb = keyof typeof stagesOf;

function isPlanning(verb: string): verb is PlanningVerb {
  return Object.hasOwn(stagesOf, verb);
}

/** The planner that `using` names; undefined when it cannot be checked or is wrong. */
function checkPlanner(evaluator: Evaluator, verb: PlanningVerb, using: Name): PlannerSignature | undefined {
  const { planners, plugins, diagnostics } = evaluator.compilation;
  if (using.text === "") return undefined;
  const answer = plugins.get(using.text);
  const isMissing = answer === undefined || "fault" in answer; // said where it is declared, or not to be known here
  if (plugins.has(using.text) ? isMissing : planners === undefined) return undefined;
  const planner =
    answer !== undefined && "signature" in answer
      ? answer.signature
      : planners?.find(({ name }) => name === using.text);
  if (planner === undefined) {
    const fitting = (planners ?? [])
      .filter(({ stage }) => stagesOf[verb].includes(stage))
      .map(({ name }) => name);
    diagnostics.report("name/unknown-planner", using.span, `unknown planner \`${using.text}\``, {
      help:
        didYouMean(using.text, [...fitting, ...plugins.keys()]) ??
        (fitting.length > 0 ? `for \`${verb}\` there are ${fitting.join(", ")}` : undefined),
    });
  } else if (!stagesOf[verb].includes(planner.stage) && planner.stage !== "all" && planner.stage !== "any")
    diagnostics.report(
      "type/mismatch",
      using.span,
      `\`${using.text}\` plans the ${planner.stage}, which is not what \`${verb}\` asks for`,
    );
  return planner;
}

function readOption(evaluator: Evaluator, { value }: Attribute): OptionValue | undefined {
  // A bare name is one of the planner's own words.
  if (value.kind === "name") return value.name.text === "" ? undefined : value.name.text;
  const read = evaluator.evaluate(value, emptyScope);
  if (read === undefined) return undefined;
  if (read.kind === "number" || read.kind === "string" || read.kind === "boolean") return read.value;
  return evaluator.mismatch("a number, a string, or true or false", read, value.span);
}

/** Where the value is, so that its author sees which; the planner itself would only refuse to run. */
function checkOption(
  { compilation: { diagnostics } }: Evaluator,
  { name, options }: PlannerSignature,
  { name: { text }, value: { span } }: Attribute,
  value: OptionValue,
): void {
  const fault = Object.hasOwn(options.properties, text)
    ? optionFault(options.properties[text], value)
    : undefined;
  if (fault !== undefined)
    diagnostics.report(optionFaultIds[fault.kind], span, `\`${text}\` of \`${name}\` ${fault.message}`);
}

const optionFaultIds = { type: "type/mismatch", range: "type/range", word: "name/unknown-word" } as const;

/** Options that must be given, and are not. */
function checkMissing(
  { compilation: { diagnostics } }: Evaluator,
  { name, options: { required } }: PlannerSignature,
  using: Name,
  given: ReadonlyMap<string, Name>,
): void {
  const missing = required.filter((option) => !given.has(option));
  if (missing.length === 0) return;
  const list = missing.map((option) => `\`${option}\``).join(", ");
  diagnostics.report(
    "name/missing-option",
    using.span,
    `\`${name}\` needs ${list}, which it has no default for`,
  );
}

function readFrom(elaborator: Elaborator, { value }: Attribute, variables: ReadonlyMap<string, Type>): Logic {
  const { type, logic } = elaborator.elaborate(value, variables);
  if (type.kind !== "host") elaborator.mismatch("a host", type, value.span);
  return logic;
}

function readMoves(evaluator: Evaluator, { value }: Attribute): number | undefined {
  const moves = readNumber(evaluator, "`moves`", count, value);
  if (moves === undefined || (Number.isInteger(moves) && moves >= 0)) return moves;
  return evaluator.fail("type/range", value.span, "`moves` must be a whole number from 0");
}

export function lowerAction(
  evaluator: Evaluator,
  elaborator: Elaborator,
  action: Action,
  variables: ReadonlyMap<string, Type>,
): ActionIr | undefined {
  const { diagnostics } = evaluator.compilation;
  const origin = originOf(action.span);
  const verb = action.verb.text;
  if (!isPlanning(verb)) {
    if (verb === "reset") return { do: "reset", origin };
    if (action.argument === undefined) return undefined;
    if (verb === "hold")
      return { do: "hold", seconds: readSeconds(evaluator, "`hold`", action.argument), origin };
    const message = evaluator.evaluate(action.argument, emptyScope);
    return message?.kind === "string" ? { do: "alert", message: message.value, origin } : undefined;
  }
  const planner = action.using && checkPlanner(evaluator, verb, action.using);
  const options: Record<string, OptionValue> = {};
  let moves: number | undefined;
  let from: Logic | undefined;
  const seen = new Map<string, Name>();
  for (const attribute of action.attributes) {
    const { text, span } = attribute.name;
    const before = seen.get(text);
    if (before !== undefined)
      diagnostics.report("name/duplicate-attribute", span, `\`${text}\` is given twice`, {
        labels: [{ span: before.span, text: "first given here" }],
      });
    seen.set(text, attribute.name);
    if (text === "moves") moves = readMoves(evaluator, attribute);
    else if (text === "from") from = readFrom(elaborator, attribute, variables);
    else {
      const own = planner?.options.properties ?? {};
      const known = ["moves", "from", ...Object.keys(own)];
      const unknown = planner !== undefined && !Object.hasOwn(own, text);
      if (unknown || (action.using === undefined && text !== ""))
        diagnostics.report(
          "name/unknown-option",
          span,
          action.using === undefined
            ? `\`${text}\` is an option of a planner, and none is named`
            : `\`${action.using.text}\` has no option \`${text}\``,
          { help: didYouMean(text, known) ?? (action.using ? undefined : `write \`${verb} using PLANNER\``) },
        );
      const value = readOption(evaluator, attribute);
      if (value === undefined) continue;
      options[text] = value;
      if (planner !== undefined) checkOption(evaluator, planner, attribute, value);
    }
  }
  if (planner !== undefined && action.using !== undefined)
    checkMissing(evaluator, planner, action.using, seen);
  return {
    do: verb,
    ...(action.using === undefined ? {} : { using: action.using.text }),
    ...(moves === undefined ? {} : { moves }),
    ...(from === undefined ? {} : { from }),
    options,
    origin,
  };
}
