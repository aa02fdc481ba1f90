// The members of a list that an expression goes through, with the loop variable bound and with filters in between.
import type { Logic } from "../../lang/ir/logic.ts";
import { LogicError } from "./decide-errors.ts";
import { nameOperand, operationOf } from "./operation.ts";
import { asBoolean, asList } from "./strict-value.ts";
import type { Compile, Evaluation } from "./term.ts";

export interface ListMembers {
  /** The names bound while a member is visited: the outer ones, then the member's. */
  readonly names: readonly string[];
  /**
   * Binds each member in turn and calls `visitor`, which answers whether to go on; `isCertain` is false for a member of
   * which a filter could not tell. The result is false when the list is unknown.
   */
  visit(evaluation: Evaluation, visitor: (isCertain: boolean) => boolean): boolean;
}

/** Compiles `{ each: [name, list] }`, or a `filter` over such. */
export function compileMembers(
  compile: Compile,
  logic: Logic | undefined,
  names: readonly string[],
): ListMembers {
  const operation = operationOf(logic ?? []);
  if (operation?.operator === "filter") {
    const [inner, condition] = operation.operands;
    return filtered(compile, compileMembers(compile, inner, names), condition ?? false);
  }
  if (operation?.operator !== "each") throw new LogicError("expected `each` or `filter`");
  const [name, list] = operation.operands;
  const term = compile(list ?? [], names);
  const slot = names.length;
  return {
    names: [...names, nameOperand(name)],
    visit(evaluation, visitor) {
      const members = asList(term(evaluation));
      for (const member of members ?? []) {
        evaluation.slots[slot] = member;
        if (!visitor(true)) break;
      }
      return members !== undefined;
    },
  };
}

function filtered(compile: Compile, inner: ListMembers, condition: Logic): ListMembers {
  const term = compile(condition, inner.names);
  return {
    names: inner.names,
    visit: (evaluation, visitor) =>
      inner.visit(evaluation, (isCertain) => {
        const belongs = asBoolean(term(evaluation));
        return belongs === false || visitor(isCertain && belongs === true);
      }),
  };
}
