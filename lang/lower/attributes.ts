// Reads the attributes of a declaration: known, given once, of the right type and in a range that makes sense.
import { attributesOf } from "../check/attributes.ts";
import type { AttributeKind, AttributeOwner } from "../check/attributes.ts";
import { areAlike, count, describeNumber, exampleUnit, numberOf, plainNumber } from "../check/dimension.ts";
import type { NumberType } from "../check/dimension.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import { linkKinds } from "../ir/link-kinds.ts";
import type { LinkKind } from "../ir/policy-ir.ts";
import type { Span } from "../source/span.ts";
import type { Expression, Name } from "../syntax/expression.ts";
import type { Attribute } from "../syntax/tree.ts";
import { emptyScope } from "./evaluate.ts";
import type { Evaluator, Scope } from "./evaluate.ts";

/** The attributes that were given and are right, in base units. */
export class AttributeValues {
  readonly #values = new Map<string, unknown>();
  readonly #spans = new Map<string, Span>();

  set(name: string, value: unknown, span: Span): void {
    this.#values.set(name, value);
    this.#spans.set(name, span);
  }
  number(name: string): number | undefined {
    const value = this.#values.get(name);
    return typeof value === "number" ? value : undefined;
  }
  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === "string" ? value : undefined;
  }
  linkKinds(name: string): LinkKind[] | undefined {
    return this.#values.get(name) as LinkKind[] | undefined;
  }
  spanOf(name: string): Span | undefined {
    return this.#spans.get(name);
  }
}

const noValues = new AttributeValues();

const numberTypes: Readonly<Partial<Record<AttributeKind, NumberType>>> = {
  duration: numberOf("duration"),
  smooth: numberOf("duration"),
  rate: numberOf("rate"),
  size: numberOf("size"),
  share: numberOf("share"),
  whole: count,
  integer: count,
  number: plainNumber,
};

/** A number of that type, or undefined and a diagnostic; `what` names it in the message. */
export function readNumber(
  evaluator: Evaluator,
  what: string,
  expected: NumberType,
  expression: Expression,
  scope: Scope = emptyScope,
): number | undefined {
  const value = evaluator.evaluate(expression, scope);
  if (value === undefined) return undefined;
  if (value.kind !== "number") return evaluator.mismatch(describeNumber(expected), value, expression.span);
  if (areAlike(value.type, expected)) return value.value;
  const unit = exampleUnit(expected);
  const found = describeNumber(value.type);
  return evaluator.fail(
    "type/mismatch",
    expression.span,
    `${what} takes ${describeNumber(expected)}, found ${found}`,
    value.type === plainNumber && unit !== undefined ? `give it a unit, such as \`${unit}\`` : undefined,
  );
}

/** What is wrong with a number of an otherwise right type. */
function rangeFault(name: string, kind: AttributeKind, value: number): string | undefined {
  if (kind === "integer") return Number.isInteger(value) ? undefined : "must be a whole number";
  if (value < 0) return "cannot be negative";
  if (kind === "whole" && !Number.isInteger(value)) return "must be a whole number";
  if (kind === "share" && value > 1) return "cannot be more than 100%";
  if ((kind === "rate" || name === "smooth" || name === "deadline") && value === 0)
    return "must be more than 0";
  if (name === "update" && value < 0.05) return "cannot be less than 50 ms (20 reports a second)";
  return undefined;
}

/** One word, or a list of words, each of which must be one of `words`. */
function readWords(
  evaluator: Evaluator,
  what: string,
  words: readonly string[],
  given: Expression,
): string[] {
  const items = given.kind === "list" ? given.items : [given];
  const read: string[] = [];
  for (const item of items) {
    const name: Name | undefined = item.kind === "name" ? item.name : undefined;
    if (name?.text === "") continue;
    if (name !== undefined && words.includes(name.text)) read.push(name.text);
    else if (name !== undefined)
      evaluator.fail(
        "name/unknown-word",
        item.span,
        `unknown ${what} \`${name.text}\``,
        didYouMean(name.text, words) ?? `one of ${words.map((word) => `\`${word}\``).join(", ")}`,
      );
    else evaluator.fail("type/mismatch", item.span, `expected a ${what}: ${words.join(", ")}`);
  }
  return read;
}

function readAttribute(
  evaluator: Evaluator,
  { name, value: given }: Attribute,
  kind: AttributeKind,
  scope: Scope,
): unknown {
  if (kind === "link-kinds") return readWords(evaluator, "link kind", linkKinds, given);
  if (kind === "smooth" && given.kind === "name" && given.name.text === "auto") return "auto";
  const expected = numberTypes[kind];
  if (expected !== undefined) {
    const number = readNumber(evaluator, `\`${name.text}\``, expected, given, scope);
    const fault = number === undefined ? undefined : rangeFault(name.text, kind, number);
    return fault === undefined
      ? number
      : evaluator.fail("type/range", given.span, `\`${name.text}\` ${fault}`);
  }
  const value = evaluator.evaluate(given, scope);
  if (value === undefined) return undefined;
  if (value.kind !== "list" && value.kind === kind) return value.value;
  const wanted = { string: "a string", mac: "a MAC address", site: "a site" }[
    kind as "string" | "mac" | "site"
  ];
  return evaluator.mismatch(wanted, value, given.span);
}

export function readAttributes(
  evaluator: Evaluator,
  owner: AttributeOwner,
  attributes: readonly Attribute[],
  scope: Scope = emptyScope,
): AttributeValues {
  if (attributes.length === 0) return noValues;
  const { diagnostics } = evaluator.compilation;
  const table: Readonly<Record<string, AttributeKind>> = attributesOf[owner];
  const values = new AttributeValues();
  const seen = new Map<string, Name>();
  for (const attribute of attributes) {
    const { name } = attribute;
    if (name.text === "") continue;
    const before = seen.get(name.text);
    const kind = Object.hasOwn(table, name.text) ? table[name.text] : undefined;
    if (kind === undefined)
      diagnostics.report(
        "name/unknown-attribute",
        name.span,
        `\`${owner}\` has no attribute \`${name.text}\``,
        { help: didYouMean(name.text, Object.keys(table)) ?? `it has ${Object.keys(table).join(", ")}` },
      );
    else if (before !== undefined)
      diagnostics.report("name/duplicate-attribute", name.span, `\`${name.text}\` is given twice`, {
        labels: [{ span: before.span, text: "first given here" }],
      });
    else {
      seen.set(name.text, name);
      const value = readAttribute(evaluator, attribute, kind, scope);
      if (value !== undefined) values.set(name.text, value, attribute.value.span);
    }
  }
  return values;
}
