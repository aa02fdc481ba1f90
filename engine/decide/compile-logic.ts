// The engine's evaluator: turns expressions of the profile into closures with Kleene's three-valued logic.
import type { Logic, Operator } from "../../lang/ir/logic.ts";
import { LogicError } from "./decide-errors.ts";
import type { Evaluator } from "./expression.ts";
import type { Value } from "./fact-source.ts";
import { compileMembers } from "./list-members.ts";
import { factOperand, nameOperand, operationOf } from "./operation.ts";
import { aggregates, asBoolean, asList, asNumber, asNumbers, asScalar, isSameSet } from "./strict-value.ts";
import type { Evaluation, Term } from "./term.ts";

type Builder = (operands: readonly Logic[], names: readonly string[]) => Term;

export const closureEvaluator: Evaluator = {
  name: "closures",
  compile(logic, names = []) {
    const term = compileTerm(logic, names);
    return { evaluate: (facts, bound = []) => term({ facts, slots: [...bound] }) };
  },
};

function compileTerm(logic: Logic, names: readonly string[]): Term {
  const operation = operationOf(logic);
  if (operation !== undefined) return builders[operation.operator](operation.operands, names);
  if (typeof logic !== "object") return () => logic;
  const members = (logic as readonly Logic[]).map((member) => compileTerm(member, names));
  return (evaluation) => allKnown(members, evaluation);
}

/** The values of all terms; unknown when one is. */
function allKnown(terms: readonly Term[], evaluation: Evaluation): Value[] | undefined {
  const values: Value[] = [];
  for (const term of terms) {
    const value = term(evaluation);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** Kleene's `and` and `or`: the dominating value decides whatever else is unknown, and ends the evaluation. */
function connective(dominating: boolean): Builder {
  return (operands, names) => {
    const terms = operands.map((operand) => compileTerm(operand, names));
    return (evaluation) => {
      let result: boolean | undefined = !dominating;
      for (const term of terms) {
        const value = asBoolean(term(evaluation));
        if (value === dominating) return dominating;
        if (value === undefined) result = undefined;
      }
      return result;
    };
  };
}

function binary<T extends Value>(
  as: (value: Value | undefined) => T | undefined,
  apply: (x: T, y: T) => Value | undefined,
): Builder {
  return (operands, names) => {
    const terms = operands.map((operand) => compileTerm(operand, names));
    return (evaluation) => {
      const x = as(terms[0]?.(evaluation));
      const y = as(terms[1]?.(evaluation));
      return x === undefined || y === undefined ? undefined : apply(x, y);
    };
  };
}

function unary(apply: (value: Value | undefined) => Value | undefined): Builder {
  return (operands, names) => {
    const [term] = operands.map((operand) => compileTerm(operand, names));
    return (evaluation) => apply(term?.(evaluation));
  };
}

function aggregate(combine: (numbers: readonly number[]) => number | undefined): Builder {
  return unary((value) => {
    const numbers = asNumbers(value);
    return numbers && combine(numbers);
  });
}

const subtract: Builder = (operands, names) =>
  operands.length === 1
    ? unary((value) => negate(asNumber(value)))(operands, names)
    : binary(asNumber, (x, y) => asNumber(x - y))(operands, names);

function negate(value: number | undefined): number | undefined {
  return value === undefined ? undefined : asNumber(-value);
}

const conditional: Builder = (operands, names) => {
  const [condition, then, otherwise] = operands.map((operand) => compileTerm(operand, names));
  return (evaluation) => {
    const holds = asBoolean(condition?.(evaluation));
    if (holds === undefined) return undefined;
    return holds ? then?.(evaluation) : otherwise?.(evaluation);
  };
};

const readFact: Builder = ([name, ...args], names) => {
  const fact = factOperand(name);
  const terms = args.map((arg) => compileTerm(arg, names));
  return (evaluation) => {
    const values = allKnown(terms, evaluation);
    return values && evaluation.facts.read(fact, values);
  };
};

const readVariable: Builder = ([operand], names) => {
  const name = nameOperand(operand);
  const slot = names.lastIndexOf(name);
  if (slot < 0) throw new LogicError(`nothing binds the variable \`${name}\``);
  return ({ slots }) => slots[slot];
};

/** Any of the members: one that certainly belongs and holds decides. */
const some: Builder = ([list, condition], names) => {
  const members = compileMembers(compileTerm, list, names);
  const term = compileTerm(condition ?? false, members.names);
  return (evaluation) => {
    let result: boolean | undefined = false;
    const isKnown = members.visit(evaluation, (isCertain) => {
      const holds = asBoolean(term(evaluation));
      if (holds === false) return true;
      result = holds === true && isCertain ? true : undefined;
      return result !== true;
    });
    return isKnown ? result : undefined;
  };
};

const map: Builder = ([list, body], names) => {
  const members = compileMembers(compileTerm, list, names);
  const term = compileTerm(body ?? 0, members.names);
  return (evaluation) => {
    const values: Value[] = [];
    let isComplete = true;
    const isKnown = members.visit(evaluation, (isCertain) => {
      const value = isCertain ? term(evaluation) : undefined;
      if (value === undefined) isComplete = false;
      else values.push(value);
      return isComplete;
    });
    return isKnown && isComplete ? values : undefined;
  };
};

const count: Builder = ([operand], names) => {
  const operator = operationOf(operand ?? [])?.operator;
  if (operator !== "each" && operator !== "filter")
    return unary((value) => asList(value)?.length)([operand ?? []], names);
  const members = compileMembers(compileTerm, operand, names);
  return (evaluation) => {
    let found: number | undefined = 0;
    const isKnown = members.visit(evaluation, (isCertain) => {
      found = isCertain && found !== undefined ? found + 1 : undefined;
      return found !== undefined;
    });
    return isKnown ? found : undefined;
  };
};

const misplaced: Builder = () => {
  throw new LogicError("`each` and `filter` stand only in front of `some`, `map` and `count`");
};

/** One builder per operator of the profile. */
const builders: Record<Operator, Builder> = {
  and: connective(false),
  or: connective(true),
  "!": unary((value) => (typeof value === "boolean" ? !value : undefined)),
  if: conditional,
  "===": binary(asScalar, (x, y) => x === y),
  "!==": binary(asScalar, (x, y) => x !== y),
  "<": binary(asNumber, (x, y) => x < y),
  "<=": binary(asNumber, (x, y) => x <= y),
  ">": binary(asNumber, (x, y) => x > y),
  ">=": binary(asNumber, (x, y) => x >= y),
  "+": binary(asNumber, (x, y) => asNumber(x + y)),
  "-": subtract,
  "*": binary(asNumber, (x, y) => asNumber(x * y)),
  "/": binary(asNumber, (x, y) => asNumber(x / y)),
  "%": binary(asNumber, (x, y) => asNumber(x % y)),
  fact: readFact,
  known: unary((value) => value !== undefined),
  var: readVariable,
  each: misplaced,
  filter: misplaced,
  some,
  map,
  count,
  sum: aggregate(aggregates.sum),
  maximum: aggregate(aggregates.maximum),
  minimum: aggregate(aggregates.minimum),
  average: aggregate(aggregates.average),
  member: ([item, list], names) => {
    const itemTerm = compileTerm(item ?? 0, names);
    const listTerm = compileTerm(list ?? [], names);
    return (evaluation) => {
      const value = asScalar(itemTerm(evaluation));
      return value === undefined ? undefined : asList(listTerm(evaluation))?.includes(value);
    };
  },
  "same-set": binary(asList, isSameSet),
};
