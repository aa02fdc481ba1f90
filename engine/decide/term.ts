// A compiled expression as a closure, and what one evaluation of it works on.
import type { Logic } from "../../lang/ir/logic.ts";
import type { FactSource, Value } from "./fact-source.ts";

/** `slots` holds the loop variables, outermost first. */
export interface Evaluation {
  readonly facts: FactSource;
  readonly slots: Value[];
}

/** The value of a compiled expression; undefined = unknown. */
export type Term = (evaluation: Evaluation) => Value | undefined;

/** Compiles a sub-expression in which `names` are bound. */
export type Compile = (logic: Logic, names: readonly string[]) => Term;
