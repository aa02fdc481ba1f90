// Limits and the settings of the inference to their compiled form.
import { count, numberOf, plainNumber } from "../check/dimension.ts";
import type { NumberType } from "../check/dimension.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import { inferDefaults } from "../ir/infer-defaults.ts";
import { limitIds } from "../ir/limit-ids.ts";
import type { LimitId, LimitIr, PolicyIr } from "../ir/policy-ir.ts";
import type { InferDeclaration, LimitEntry } from "../syntax/tree.ts";
import { readAttributes, readNumber } from "./attributes.ts";
import { originOf } from "./compilation.ts";
import type { Evaluator } from "./evaluate.ts";

const typeOf: Readonly<Record<LimitId, NumberType>> = {
  links: count,
  coverage: numberOf("share"),
  bandwidth: numberOf("rate"),
  cost: plainNumber,
  migrations: count,
  downtime: numberOf("duration"),
  "fan-out": count,
};
/** Those that are spent as time passes, and so can have a period. */
const spent: ReadonlySet<LimitId> = new Set(["migrations", "downtime"]);

function isLimit(name: string): name is LimitId {
  return (limitIds as readonly string[]).includes(name);
}

export function lowerLimit(
  evaluator: Evaluator,
  { name, strict, value, per, span }: LimitEntry,
): LimitIr | undefined {
  const { diagnostics } = evaluator.compilation;
  if (!isLimit(name.text)) {
    if (name.text !== "")
      diagnostics.report("name/unknown-limit", name.span, `unknown limit \`${name.text}\``, {
        help: didYouMean(name.text, limitIds) ?? `the limits are ${limitIds.join(", ")}`,
      });
    return undefined;
  }
  const amount = readNumber(evaluator, `\`${name.text}\``, typeOf[name.text], value);
  if (amount !== undefined && amount < 0)
    return evaluator.fail("type/range", value.span, "a limit cannot be negative");
  if (per !== undefined && !spent.has(name.text))
    return evaluator.fail(
      "cost/period",
      per.span,
      `\`${name.text}\` is no matter of time`,
      "`per` goes with migrations and downtime",
    );
  const period = per && readNumber(evaluator, "`per`", numberOf("duration"), per);
  if (per !== undefined && period !== undefined && period <= 0)
    return evaluator.fail("type/range", per.span, "a period must be more than 0");
  if (amount === undefined || (per !== undefined && period === undefined)) return undefined;
  const origin = originOf(span);
  return {
    id: name.text,
    value: amount,
    strict,
    ...(period === undefined ? {} : { perSeconds: period }),
    origin,
  };
}

/** What is left out takes the default: 20 reports a second, 1 s, 5 %, 3 %. */
export function lowerInfer(
  evaluator: Evaluator,
  declarations: readonly InferDeclaration[],
): PolicyIr["infer"] {
  const attributes = declarations.flatMap((declaration) => declaration.attributes);
  const values = readAttributes(evaluator, "infer", attributes);
  return {
    update: values.number("update") ?? inferDefaults.update,
    smooth: values.text("smooth") === "auto" ? "auto" : (values.number("smooth") ?? inferDefaults.smooth),
    detect: values.number("detect") ?? inferDefaults.detect,
    prune: values.number("prune") ?? inferDefaults.prune,
  };
}
