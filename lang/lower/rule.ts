// Rules and objectives to their compiled form.
import { plainNumber } from "../check/dimension.ts";
import { broken } from "../check/type.ts";
import type { Type } from "../check/type.ts";
import type { PolicyIr, RuleIr } from "../ir/policy-ir.ts";
import type { ObjectiveDeclaration, RuleDeclaration, RuleSetting } from "../syntax/tree.ts";
import { lowerAction } from "./action.ts";
import { readNumber } from "./attributes.ts";
import { originOf, textOf } from "./compilation.ts";
import { Elaborator } from "./condition.ts";
import { emptyScope } from "./evaluate.ts";
import type { Evaluator } from "./evaluate.ts";
import { readSeconds } from "./rule-duration.ts";

/** The setting of that key; given twice it is a mistake. */
function settingOf(
  evaluator: Evaluator,
  rule: RuleDeclaration,
  key: RuleSetting["key"],
): RuleSetting | undefined {
  const [first, second] = rule.settings.filter((setting) => setting.key === key);
  if (first !== undefined && second !== undefined)
    evaluator.compilation.diagnostics.report("rule/duplicate", second.span, `\`${key}\` is given twice`, {
      labels: [{ span: first.span, text: "first given here" }],
    });
  return first;
}

export function lowerRule(evaluator: Evaluator, rule: RuleDeclaration): RuleIr {
  const { compilation } = evaluator;
  const elaborator = new Elaborator(compilation, false);
  const variables = new Map<string, Type>();
  let forEach: RuleIr["forEach"];
  if (rule.forEach !== undefined) {
    const { variable, list, where } = rule.forEach;
    const members = elaborator.members(list, variables);
    variables.set(variable.text, members.of);
    forEach = { name: variable.text, in: members.logic };
    if (where !== undefined) forEach = { ...forEach, where: elaborator.boolean(where, variables) };
  }
  const title = rule.title && evaluator.evaluate(rule.title, emptyScope);
  const when = elaborator.boolean(rule.when, variables);
  const holds = rule.holds === undefined ? 0 : readSeconds(evaluator, "`for`", rule.holds);
  const actions = rule.actions.flatMap(
    (action) => lowerAction(evaluator, elaborator, action, variables) ?? [],
  );
  if (rule.actions.length === 0 && !compilation.diagnostics.hasSyntaxErrorWithin(rule.span))
    compilation.diagnostics.report("rule/incomplete", rule.name.span, `\`${rule.name.text}\` does nothing`, {
      help: "put an action behind `do`",
    });
  const cooldown = settingOf(evaluator, rule, "cooldown");
  const priority = settingOf(evaluator, rule, "priority");
  const until = settingOf(evaluator, rule, "until");
  return {
    name: rule.name.text,
    ...(title?.kind === "string" ? { title: title.value } : {}),
    ...(forEach === undefined ? {} : { forEach }),
    when,
    whenText: textOf(compilation, rule.when.span),
    forSeconds: holds,
    actions,
    cooldownSeconds: cooldown === undefined ? 0 : readSeconds(evaluator, "`cooldown`", cooldown.value),
    priority:
      priority === undefined ? 0 : (readNumber(evaluator, "`priority`", plainNumber, priority.value) ?? 0),
    ...(until === undefined ? {} : { until: elaborator.boolean(until.value, variables) }),
    origin: originOf(rule.span),
  };
}

export function lowerObjective(
  evaluator: Evaluator,
  { name, maximize, expression, span }: ObjectiveDeclaration,
): NonNullable<PolicyIr["objective"]> {
  const elaborator = new Elaborator(evaluator.compilation, false);
  const { type, logic } = elaborator.elaborate(expression, new Map());
  if (type !== broken && type.kind !== "number") elaborator.mismatch("a number", type, expression.span);
  return { name: name.text, maximize, expression: logic, origin: originOf(span) };
}
