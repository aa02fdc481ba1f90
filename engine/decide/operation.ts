// Takes an operation of the profile apart: its operator and its operands, checked.
import { facts, type FactName } from "../../lang/ir/facts.ts";
import { operators, type Logic, type Operator } from "../../lang/ir/logic.ts";
import { LogicError } from "./decide-errors.ts";

export interface Operation {
  readonly operator: Operator;
  readonly operands: readonly Logic[];
}

/** The operation that an expression is; undefined for a number, string, boolean or list. Throws LogicError when malformed. */
export function operationOf(logic: Logic): Operation | undefined {
  if (typeof logic !== "object" || isList(logic)) return undefined;
  const entries = Object.entries(logic);
  const [operator, given] = entries[0] ?? ["", []];
  if (entries.length !== 1 || !isOperator(operator))
    throw new LogicError(`expected one operator of the profile, found \`${Object.keys(logic).join(" ")}\``);
  const operands = isList(given) ? given : [given];
  const [least, most] = operators[operator];
  if (operands.length < least || operands.length > most)
    throw new LogicError(`\`${operator}\` takes ${least} to ${most} operands, found ${operands.length}`);
  return { operator, operands };
}

function isOperator(name: string): name is Operator {
  return Object.hasOwn(operators, name);
}

function isList(logic: Logic): logic is readonly Logic[] {
  return Array.isArray(logic);
}

/** The name that an operand must be: of a loop variable. */
export function nameOperand(logic: Logic | undefined): string {
  if (typeof logic === "string") return logic;
  throw new LogicError(`expected the name of a variable, found \`${JSON.stringify(logic)}\``);
}

/** The name that an operand must be: of a fact in the catalogue. */
export function factOperand(logic: Logic | undefined): FactName {
  const name = nameOperand(logic);
  if (isFactName(name)) return name;
  throw new LogicError(`unknown fact \`${name}\``);
}

function isFactName(name: string): name is FactName {
  return Object.hasOwn(facts, name);
}
