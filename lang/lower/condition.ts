// Conditions and other expressions of the run time: checks their types and states them in the restricted JSON Logic profile.
import { areAlike, count } from "../check/dimension.ts";
import { broken, describeType } from "../check/type.ts";
import type { Type } from "../check/type.ts";
import type { DiagnosticId } from "../diagnostics/catalog.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import { shapeClasses } from "../ir/facts.ts";
import { linkKey } from "../ir/fact-keys.ts";
import type { Logic } from "../ir/logic.ts";
import type { Span } from "../source/span.ts";
import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  ListExpression,
  Name,
  QuantifierExpression,
  RangeExpression,
} from "../syntax/expression.ts";
import type { Compilation } from "./compilation.ts";
import { reportUnknownName, textOf } from "./compilation.ts";
import { elaborateCall } from "./condition-call.ts";
import { factOrMember, factNamed } from "./condition-fact.ts";
import { elaborateEquality, elaborateMembership, elaborateNumbers } from "./condition-operator.ts";
import { Evaluator, emptyScope } from "./evaluate.ts";
import { quantityOf } from "./quantity.ts";
import { namesOf } from "./name-range.ts";

/** An expression with its type. */
export interface Typed {
  readonly type: Type;
  readonly logic: Logic;
}
/** Loop variables by name; the inner one hides the outer. */
export type Variables = ReadonlyMap<string, Type>;

/** Stands for what has been reported. */
export const brokenTyped: Typed = { type: broken, logic: false };

export class Elaborator {
  readonly compilation: Compilation;
  /** Facts that only tests know can be read. */
  readonly inTest: boolean;

  constructor(compilation: Compilation, inTest: boolean) {
    this.compilation = compilation;
    this.inTest = inTest;
  }

  fail(id: DiagnosticId, span: Span, message: string, help?: string): Typed {
    this.compilation.diagnostics.report(id, span, message, { help });
    return brokenTyped;
  }

  mismatch(expected: string, found: Type, span: Span): Typed {
    if (found.kind === "broken") return brokenTyped;
    return this.fail("type/mismatch", span, `expected ${expected}, found ${describeType(found)}`);
  }

  /** `wanted` shape: a bare name is a shape. */
  elaborate(expression: Expression, variables: Variables, wanted?: "shape"): Typed {
    switch (expression.kind) {
      case "number": {
        const quantity = quantityOf(expression, this.compilation.diagnostics);
        return quantity === undefined ? brokenTyped : { type: quantity.type, logic: quantity.value };
      }
      case "boolean":
        return { type: { kind: "boolean" }, logic: expression.value };
      case "string": {
        const value = new Evaluator(this.compilation).evaluate(expression, emptyScope);
        return value?.kind === "string" ? { type: { kind: "string" }, logic: value.value } : brokenTyped;
      }
      case "mac":
        return { type: { kind: "mac" }, logic: expression.text };
      case "name":
        return this.#name(expression.name, variables, wanted);
      case "site": {
        const site = this.compilation.names.get(expression.name.text);
        if (site?.kind === "site") return { type: { kind: "site" }, logic: site.index };
        reportUnknownName(this.compilation, expression.name, [], "site");
        return brokenTyped;
      }
      case "list":
        return this.#list(expression, variables, wanted);
      case "range":
        return this.#range(expression);
      case "member":
        return factOrMember(this, expression, variables);
      case "call":
        return elaborateCall(this, expression, variables);
      case "link":
        return this.link(expression.a, expression.b, variables, expression.span);
      case "index":
        return this.fail("type/unsupported", expression.span, "`[ ]` cannot pick from a list in a condition");
      case "quantifier":
        return this.#quantifier(expression, variables);
      case "conditional":
        return this.#conditional(expression, variables);
      case "unary": {
        const of = this.elaborate(expression.of, variables);
        if (of.type.kind === "broken") return brokenTyped;
        const wantedKind = expression.operator === "not" ? "boolean" : "number";
        if (of.type.kind !== wantedKind)
          return this.mismatch(
            wantedKind === "number" ? "a number" : "true or false",
            of.type,
            expression.of.span,
          );
        return {
          type: of.type,
          logic: expression.operator === "not" ? { "!": [of.logic] } : { "-": [of.logic] },
        };
      }
      case "binary":
        return this.#binary(expression, variables);
    }
  }

  /** True or false, as `when` needs it. */
  boolean(expression: Expression, variables: Variables = new Map()): Logic {
    const { type, logic } = this.elaborate(expression, variables);
    if (type.kind !== "boolean" && type.kind !== "broken")
      this.mismatch("true or false", type, expression.span);
    return logic;
  }

  /** A list and the type of its members. */
  members(expression: Expression, variables: Variables): { logic: Logic; of: Type } {
    const { type, logic } = this.elaborate(expression, variables);
    if (type.kind === "list") return { logic, of: type.of };
    this.mismatch("a list", type, expression.span);
    return { logic: [], of: broken };
  }

  /** The link between two hosts that are named; its key must be known when the policy is compiled. */
  link(a: Expression, b: Expression, variables: Variables, span: Span): Typed {
    const ends = [a, b].map((end) => ({ end, ...this.elaborate(end, variables) }));
    const keys: number[] = [];
    for (const { end, type, logic } of ends) {
      if (type.kind === "broken") return brokenTyped;
      if (type.kind !== "host") return this.mismatch("a host", type, end.span);
      if (typeof logic !== "number")
        return this.fail(
          "type/constant",
          end.span,
          `\`${textOf(this.compilation, end.span)}\` is not known when the policy is compiled`,
          "name both ends of the link, or go through `links`",
        );
      keys.push(logic);
    }
    const [from = 0, to = 0] = keys;
    if (from === to) return this.fail("topology/link", span, "this links a host with itself");
    return { type: { kind: "link" }, logic: linkKey(from, to) };
  }

  #name(name: Name, variables: Variables, wanted: "shape" | undefined): Typed {
    if (name.text === "") return brokenTyped;
    if (wanted === "shape") {
      if ((shapeClasses as readonly string[]).includes(name.text))
        return { type: { kind: "shape" }, logic: name.text };
      const help = didYouMean(name.text, shapeClasses) ?? `one of ${shapeClasses.join(", ")}`;
      return this.fail("name/unknown-word", name.span, `unknown shape \`${name.text}\``, help);
    }
    const variable = variables.get(name.text);
    if (variable !== undefined) return { type: variable, logic: { var: name.text } };
    const fact = factNamed(this, [name.text], name.span);
    if (fact !== undefined) return fact;
    const declared = this.compilation.names.get(name.text);
    if (declared !== undefined) return { type: { kind: declared.kind }, logic: declared.index };
    reportUnknownName(this.compilation, name, [...variables.keys(), "hosts", "vms", "links", "flows"]);
    return brokenTyped;
  }

  #list(list: ListExpression, variables: Variables, wanted: "shape" | undefined): Typed {
    const logic: Logic[] = [];
    let of: Type = broken;
    for (const item of list.items) {
      const typed = this.elaborate(item, variables, wanted);
      const spread = item.kind === "range" && typed.type.kind === "list";
      const type = spread && typed.type.kind === "list" ? typed.type.of : typed.type;
      if (typed.type.kind === "broken") return brokenTyped;
      for (const each of spread ? (typed.logic as readonly Logic[]) : [typed.logic]) logic.push(each);
      if (of.kind === "broken") of = type;
      else if (type.kind !== of.kind) return this.mismatch(describeType(of), type, item.span);
    }
    return { type: { kind: "list", of }, logic };
  }

  #range(range: RangeExpression): Typed {
    const { first, last, halfOpen, span } = range;
    if (!halfOpen && first.kind === "name" && last.kind === "name") {
      const names = namesOf({ first: first.name, last: last.name, span }, this.compilation.diagnostics);
      const items = names.map((name): Expression => ({ kind: "name", name, span, depth: 1 }));
      return this.#list({ kind: "list", items, span, depth: 2 }, new Map(), undefined);
    }
    const value = new Evaluator(this.compilation).evaluate(range, emptyScope);
    if (value?.kind !== "list") return brokenTyped;
    const logic = value.items.map((item) => (item.kind === "number" ? item.value : 0));
    return { type: { kind: "list", of: count }, logic };
  }

  #quantifier({ all, variable, list, condition }: QuantifierExpression, variables: Variables): Typed {
    const members = this.members(list, variables);
    const body = this.boolean(condition, new Map(variables).set(variable.text, members.of));
    const each: Logic = { each: [variable.text, members.logic] };
    const logic: Logic = all ? { "!": [{ some: [each, { "!": [body] }] }] } : { some: [each, body] };
    return { type: { kind: "boolean" }, logic };
  }

  #conditional({ condition, whenTrue, whenFalse, span }: ConditionalExpression, variables: Variables): Typed {
    const test = this.boolean(condition, variables);
    const [yes, no] = [this.elaborate(whenTrue, variables), this.elaborate(whenFalse, variables)];
    if (yes.type.kind === "broken" || no.type.kind === "broken") return brokenTyped;
    const alike =
      yes.type.kind === "number" && no.type.kind === "number"
        ? areAlike(yes.type, no.type)
        : yes.type.kind === no.type.kind;
    if (!alike)
      return this.fail(
        "type/mismatch",
        span,
        `\`then\` gives ${describeType(yes.type)} and \`else\` ${describeType(no.type)}`,
      );
    return { type: yes.type, logic: { if: [test, yes.logic, no.logic] } };
  }

  #binary(expression: BinaryExpression, variables: Variables): Typed {
    const { operator, left, right } = expression;
    if (operator === "and" || operator === "or") {
      const operands = [left, right].map((side) => {
        const logic = this.boolean(side, variables);
        // `a and b and c` is one operation.
        const inner =
          typeof logic === "object" && operator in logic
            ? (logic as { and?: Logic; or?: Logic })[operator]
            : undefined;
        return Array.isArray(inner) && side.kind === "binary" ? (inner as readonly Logic[]) : [logic];
      });
      return { type: { kind: "boolean" }, logic: { [operator]: operands.flat() } };
    }
    // A bare name beside a shape is a shape, so the other side is read first.
    const nameFirst = left.kind === "name" || left.kind === "list";
    const [one, other] = nameFirst ? [right, left] : [left, right];
    const known = this.elaborate(one, variables);
    const second = this.elaborate(other, variables, known.type.kind === "shape" ? "shape" : undefined);
    const [a, b] = nameFirst ? [second, known] : [known, second];
    if (a.type.kind === "broken" || b.type.kind === "broken") return brokenTyped;
    if (operator === "in") return elaborateMembership(this, expression, a, b);
    if (a.type.kind === "number" && b.type.kind === "number")
      return elaborateNumbers(
        this,
        expression,
        { logic: a.logic, type: a.type },
        { logic: b.logic, type: b.type },
      );
    if (operator === "==" || operator === "!=") return elaborateEquality(this, expression, a, b);
    return a.type.kind === "number"
      ? this.mismatch("a number", b.type, right.span)
      : this.mismatch("a number", a.type, left.span);
  }
}
