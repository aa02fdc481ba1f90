// Evaluates what must be known when the policy is compiled: attributes, durations, limits, and the bodies of topologies.
import { areAlike, count, plainNumber } from "../check/dimension.ts";
import { describeType } from "../check/type.ts";
import type { DiagnosticId } from "../diagnostics/catalog.ts";
import type { Span } from "../source/span.ts";
import type { BinaryExpression, Expression, Name, RangeExpression } from "../syntax/expression.ts";
import type { Compilation } from "./compilation.ts";
import { reportUnknownName } from "./compilation.ts";
import { evaluateCall } from "./evaluate-call.ts";
import { combineNumbers } from "./evaluate-number.ts";
import { namesOf } from "./name-range.ts";
import { quantityOf } from "./quantity.ts";
import { areEqual, typeOfValue } from "./value.ts";
import type { Value } from "./value.ts";

/** Names that loops, `let` and parameters bind; the inner one hides the outer. */
export type Scope = ReadonlyMap<string, Value>;
export const emptyScope: Scope = new Map();

/** The most members that one number range can have. Own choice. */
const maximumRange = 100_000;

export class Evaluator {
  readonly compilation: Compilation;

  constructor(compilation: Compilation) {
    this.compilation = compilation;
  }

  /** Undefined when something is wrong, which is then reported. */
  evaluate(expression: Expression, scope: Scope): Value | undefined {
    switch (expression.kind) {
      case "number": {
        const quantity = quantityOf(expression, this.compilation.diagnostics);
        return quantity && { kind: "number", ...quantity };
      }
      case "string":
        return this.#interpolate(expression.parts, scope);
      case "mac":
        return { kind: "mac", value: expression.text };
      case "boolean":
        return { kind: "boolean", value: expression.value };
      case "name":
        return this.#name(expression.name, scope);
      case "site":
        return this.#name(expression.name, scope, "site");
      case "list":
        return this.#list(expression.items, scope);
      case "range":
        return this.#range(expression, scope);
      case "index":
        return this.#index(expression.of, expression.index, scope);
      case "unary":
        return this.#unary(expression.operator, expression.of, scope);
      case "binary":
        return this.#binary(expression, scope);
      case "conditional": {
        const condition = this.boolean(expression.condition, scope);
        if (condition === undefined) return undefined;
        return this.evaluate(condition ? expression.whenTrue : expression.whenFalse, scope);
      }
      case "call":
        return evaluateCall(this, expression, scope);
      case "quantifier": {
        const items = this.list(expression.list, scope);
        const answers = items?.map((item) =>
          this.boolean(expression.condition, new Map(scope).set(expression.variable.text, item)),
        );
        if (answers === undefined || answers.includes(undefined)) return undefined;
        return { kind: "boolean", value: expression.all ? !answers.includes(false) : answers.includes(true) };
      }
      case "member":
      case "link":
        return this.fail(
          "type/constant",
          expression.span,
          "this is not known when the policy is compiled",
          "facts can be read in `when`, `until`, `where`, `expect` and objectives",
        );
    }
  }

  fail(id: DiagnosticId, span: Span, message: string, help?: string): undefined {
    this.compilation.diagnostics.report(id, span, message, { help });
    return undefined;
  }

  mismatch(expected: string, value: Value, span: Span): undefined {
    return this.fail(
      "type/mismatch",
      span,
      `expected ${expected}, found ${describeType(typeOfValue(value))}`,
    );
  }

  boolean(expression: Expression, scope: Scope): boolean | undefined {
    const value = this.evaluate(expression, scope);
    if (value === undefined || value.kind === "boolean") return value?.value;
    return this.mismatch("true or false", value, expression.span);
  }

  list(expression: Expression, scope: Scope): readonly Value[] | undefined {
    const value = this.evaluate(expression, scope);
    if (value === undefined || value.kind === "list") return value?.items;
    return this.mismatch("a list", value, expression.span);
  }

  #interpolate(parts: readonly (string | Name)[], scope: Scope): Value | undefined {
    let text = "";
    for (const part of parts) {
      if (typeof part === "string") text += part;
      else {
        const value = scope.get(part.text);
        if (value === undefined || value.kind === "list")
          return this.fail(
            "name/unknown",
            part.span,
            `\`{${part.text}}\` stands for nothing here`,
            "`{name}` and `{index}` stand for each member of a declaration; write `\\{` for a brace",
          );
        text += String(value.value);
      }
    }
    return { kind: "string", value: text };
  }

  #name(name: Name, scope: Scope, only?: "site"): Value | undefined {
    if (only === undefined) {
      const bound = scope.get(name.text);
      if (bound !== undefined) return bound;
    }
    const declared = this.compilation.names.get(name.text);
    if (declared === undefined || (only !== undefined && declared.kind !== only)) {
      reportUnknownName(this.compilation, name, scope.keys(), only);
      return undefined;
    }
    return { kind: declared.kind, value: declared.index };
  }

  #list(expressions: readonly Expression[], scope: Scope): Value | undefined {
    const items: Value[] = [];
    let complete = true;
    for (const expression of expressions) {
      const value = this.evaluate(expression, scope);
      // A range inside a list stands for its members: [a..d].
      if (value?.kind === "list" && expression.kind === "range")
        for (const item of value.items) items.push(item);
      else if (value !== undefined) items.push(value);
      else complete = false;
    }
    return complete ? { kind: "list", items } : undefined;
  }

  #range({ first, last, halfOpen, span }: RangeExpression, scope: Scope): Value | undefined {
    if (!halfOpen && first.kind === "name" && last.kind === "name") {
      const names = namesOf({ first: first.name, last: last.name, span }, this.compilation.diagnostics);
      return this.#list(
        names.map((name) => ({ kind: "name", name, span, depth: 1 })),
        scope,
      );
    }
    const [from, to] = [this.evaluate(first, scope), this.evaluate(last, scope)];
    if (from === undefined || to === undefined) return undefined;
    for (const [value, at] of [
      [from, first.span],
      [to, last.span],
    ] as const)
      if (value.kind !== "number" || !areAlike(value.type, count) || !Number.isInteger(value.value))
        return this.fail("type/mismatch", at, "the ends of a range must be whole numbers");
    const [low, high] = [
      Number(from.kind === "number" && from.value),
      Number(to.kind === "number" && to.value),
    ];
    const size = Math.max(0, high - low + (halfOpen ? 0 : 1));
    if (size > maximumRange)
      return this.fail("type/range", span, `a range has at most ${maximumRange} members, found ${size}`);
    const items = Array.from({ length: size }, (_, i): Value => ({
      kind: "number",
      value: low + i,
      type: plainNumber,
    }));
    return { kind: "list", items };
  }

  #index(of: Expression, index: Expression, scope: Scope): Value | undefined {
    const [items, position] = [this.list(of, scope), this.evaluate(index, scope)];
    if (items === undefined || position === undefined) return undefined;
    if (position.kind !== "number" || !areAlike(position.type, count))
      return this.mismatch("a whole number", position, index.span);
    return (
      items[position.value] ??
      this.fail("type/range", index.span, `no member ${position.value} in a list of ${items.length}`)
    );
  }

  #unary(operator: "-" | "not", of: Expression, scope: Scope): Value | undefined {
    if (operator === "not") {
      const value = this.boolean(of, scope);
      return value === undefined ? undefined : { kind: "boolean", value: !value };
    }
    const value = this.evaluate(of, scope);
    if (value === undefined) return undefined;
    return value.kind === "number"
      ? { ...value, value: -value.value }
      : this.mismatch("a number", value, of.span);
  }

  #binary(expression: BinaryExpression, scope: Scope): Value | undefined {
    const { operator, left, right } = expression;
    if (operator === "and" || operator === "or") {
      const first = this.boolean(left, scope);
      if (first === undefined || first === (operator === "or"))
        return first === undefined ? undefined : { kind: "boolean", value: first };
      const second = this.boolean(right, scope);
      return second === undefined ? undefined : { kind: "boolean", value: second };
    }
    const [a, b] = [this.evaluate(left, scope), this.evaluate(right, scope)];
    if (a === undefined || b === undefined) return undefined;
    if (operator === "in") {
      if (b.kind !== "list") return this.mismatch("a list", b, right.span);
      return { kind: "boolean", value: b.items.some((item) => areEqual(a, item)) };
    }
    if (a.kind === "number" && b.kind === "number") return combineNumbers(this, expression, a, b);
    if (operator === "==" || operator === "!=") {
      if (a.kind !== b.kind) return this.mismatch(describeType(typeOfValue(a)), b, right.span);
      return { kind: "boolean", value: areEqual(a, b) === (operator === "==") };
    }
    return a.kind === "number"
      ? this.mismatch("a number", b, right.span)
      : this.mismatch("a number", a, left.span);
  }
}
