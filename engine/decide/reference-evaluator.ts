// The reference semantics: the same expressions run by json-logic-js, its hazards shut out by guards around every operand.
import jsonLogic from "json-logic-js";
import type { Logic, Operator } from "../../lang/ir/logic.ts";
import { LogicError } from "./decide-errors.ts";
import type { Evaluator } from "./expression.ts";
import type { FactSource, Value } from "./fact-source.ts";
import { factOperand, nameOperand, operationOf } from "./operation.ts";
import { aggregates, asBoolean, asList, asNumber, asNumbers, asScalar, isSameSet } from "./strict-value.ts";

/** json-logic-js's `data`: what our operators find as `this`. Loop variables make a chain of scopes. */
interface Scope {
  readonly facts: FactSource;
  readonly quoted: readonly unknown[]; // operands of `known`, which must not be evaluated before it
  readonly variables: ReadonlyMap<string, Value>;
}

/** Thrown where the value is unknown; ends the evaluation. */
const unknown = Symbol("unknown");

type Lowering = (operands: readonly unknown[]) => unknown;

/**
 * Agrees with `closureEvaluator` on every complete input. Where a fact that it reads is unknown, so is the whole
 * expression, also where three-valued logic could still decide (and `known` of it is false): more cautious, and slower.
 */
export const referenceEvaluator: Evaluator = {
  name: "reference",
  compile(logic, names = []) {
    registerOperators();
    const quoted: unknown[] = [];
    const lowered = lower(logic, names, quoted);
    return {
      evaluate(facts, bound = []) {
        const variables = new Map(names.map((name, position) => [name, bound[position] ?? ""]));
        return run(lowered, { facts, quoted, variables });
      },
    };
  },
};

function run(lowered: unknown, scope: Scope): Value | undefined {
  try {
    return jsonLogic.apply(lowered as Parameters<typeof jsonLogic.apply>[0], scope) as Value;
  } catch (signal) {
    if (signal === unknown) return undefined;
    throw signal;
  }
}

function guard<T>(as: (value: Value | undefined) => T | undefined): (value: Value) => T {
  return (value) => {
    const known = as(value);
    if (known === undefined) throw unknown;
    return known;
  };
}

/** What json-logic-js lacks or gets wrong. Its table is one for the whole module: hence the prefix, and registering again does no harm. */
const prefixed = {
  number: guard(asNumber),
  boolean: guard(asBoolean),
  scalar: guard(asScalar),
  list: guard(asList),
  sum: guard((value) => apply(asNumbers(value), aggregates.sum)),
  maximum: guard((value) => apply(asNumbers(value), aggregates.maximum)),
  minimum: guard((value) => apply(asNumbers(value), aggregates.minimum)),
  average: guard((value) => apply(asNumbers(value), aggregates.average)),
  count: (list: readonly unknown[]): number => list.length,
  sameSet(a: readonly Value[], b: readonly Value[]): boolean {
    const same = isSameSet(a, b);
    if (same === undefined) throw unknown;
    return same;
  },
  fact(this: Scope, name: Parameters<FactSource["read"]>[0], ...args: readonly Value[]): Value {
    const value = this.facts.read(name, args);
    if (value === undefined) throw unknown;
    return value;
  },
  known(this: Scope, position: number): boolean {
    return run(this.quoted[position], this) !== undefined;
  },
  variable(this: Scope, name: string): Value {
    const value = this.variables.get(name);
    if (value === undefined) throw unknown;
    return value;
  },
  each(this: Scope, name: string, list: readonly Value[]): Scope[] {
    return list.map((member) => ({ ...this, variables: new Map(this.variables).set(name, member) }));
  },
};

function apply<T, R>(value: T | undefined, to: (known: T) => R | undefined): R | undefined {
  return value === undefined ? undefined : to(value);
}

type Prefixed = keyof typeof prefixed;

function registerOperators(): void {
  for (const [name, code] of Object.entries(prefixed)) jsonLogic.add_operation(`vnet.${name}`, code);
}

function own(name: Prefixed, ...operands: readonly unknown[]): unknown {
  return { [`vnet.${name}`]: operands };
}

/** json-logic-js's operator on operands of one kind, with its result guarded where it may not be finite. */
function builtin(operator: string, kind: Prefixed, result?: Prefixed): Lowering {
  return (operands) => {
    const applied = { [operator]: operands.map((operand) => own(kind, operand)) };
    return result === undefined ? applied : own(result, applied);
  };
}

function renamed(name: Prefixed, kind?: Prefixed): Lowering {
  return (operands) =>
    own(name, ...operands.map((operand) => (kind === undefined ? operand : own(kind, operand))));
}

const lowerings: Record<Exclude<Operator, "known">, Lowering> = {
  and: builtin("and", "boolean"),
  or: builtin("or", "boolean"),
  "!": builtin("!", "boolean"),
  if: ([condition, then, otherwise]) => ({ if: [own("boolean", condition), then, otherwise] }),
  "===": builtin("===", "scalar"),
  "!==": builtin("!==", "scalar"),
  "<": builtin("<", "number"),
  "<=": builtin("<=", "number"),
  ">": builtin(">", "number"),
  ">=": builtin(">=", "number"),
  "+": builtin("+", "number", "number"),
  "-": builtin("-", "number", "number"),
  "*": builtin("*", "number", "number"),
  "/": builtin("/", "number", "number"),
  "%": builtin("%", "number", "number"),
  fact: renamed("fact"),
  var: renamed("variable"),
  each: ([name, list]) => own("each", name, own("list", list)),
  some: ([members, condition]) => ({ some: [members, own("boolean", condition)] }),
  filter: ([members, condition]) => ({ filter: [members, own("boolean", condition)] }),
  map: ([members, body]) => ({ map: [members, body] }),
  count: renamed("count", "list"),
  sum: renamed("sum"),
  maximum: renamed("maximum"),
  minimum: renamed("minimum"),
  average: renamed("average"),
  member: ([item, list]) => ({ in: [own("scalar", item), own("list", list)] }),
  "same-set": renamed("sameSet", "list"),
};

/** Rewrites an expression of the profile for json-logic-js. Throws LogicError like the engine's own compiler. */
function lower(logic: Logic, names: readonly string[], quoted: unknown[]): unknown {
  const operation = operationOf(logic);
  if (operation === undefined)
    return typeof logic === "object"
      ? (logic as readonly Logic[]).map((member) => lower(member, names, quoted))
      : logic;
  const { operator, operands } = operation;
  if (operator === "known") {
    quoted.push(...operands.map((operand) => lower(operand, names, quoted)));
    return own("known", quoted.length - 1);
  }
  if (operator === "fact") factOperand(operands[0]);
  if (operator === "var" && !names.includes(nameOperand(operands[0])))
    throw new LogicError(`nothing binds the variable \`${nameOperand(operands[0])}\``);
  const bodyNames = [...names, ...boundBy(operands[0])];
  const lowered = operands.map((operand, position) =>
    lower(operand, position === 0 ? names : bodyNames, quoted),
  );
  return lowerings[operator](lowered);
}

/** The name that the first operand binds for the others: that of an `each`, also behind filters. */
function boundBy(logic: Logic | undefined): string[] {
  const operation = operationOf(logic ?? []);
  if (operation?.operator === "filter") return boundBy(operation.operands[0]);
  return operation?.operator === "each" ? [nameOperand(operation.operands[0])] : [];
}
