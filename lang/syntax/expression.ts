// The tree of expressions, as written: nothing is resolved, folded or checked.
import type { Span } from "../source/span.ts";

/** A name in the text; `text` is empty where the parser had to invent it. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

export type BinaryOperatorText =
  "or" | "and" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "+" | "-" | "*" | "/" | "mod";

interface Node {
  readonly span: Span;
  /** How many levels of nodes lie below; bounded by `maximumDepth`. */
  readonly depth: number;
}

export interface NumberExpression extends Node {
  readonly kind: "number";
  readonly value: number;
  /** As written, known or not; undefined for a plain number. */
  readonly unit: Name | undefined;
}
export interface StringExpression extends Node {
  readonly kind: "string";
  readonly parts: readonly (string | Name)[];
}
export interface MacExpression extends Node {
  readonly kind: "mac";
  readonly text: string;
}
export interface BooleanExpression extends Node {
  readonly kind: "boolean";
  readonly value: boolean;
}
export interface NameExpression extends Node {
  readonly kind: "name";
  readonly name: Name;
}
export interface SiteExpression extends Node {
  readonly kind: "site";
  readonly name: Name;
}
export interface ListExpression extends Node {
  readonly kind: "list";
  readonly items: readonly Expression[];
}
export interface MemberExpression extends Node {
  readonly kind: "member";
  readonly of: Expression;
  readonly name: Name;
}
export interface IndexExpression extends Node {
  readonly kind: "index";
  readonly of: Expression;
  readonly index: Expression;
}
export interface CallExpression extends Node {
  readonly kind: "call";
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** `f(args[0] for variable in list where where)`. */
  readonly each: EachClause | undefined;
}
export interface EachClause {
  readonly variable: Name;
  readonly list: Expression;
  readonly where: Expression | undefined;
}
export interface UnaryExpression extends Node {
  readonly kind: "unary";
  readonly operator: "-" | "not";
  readonly of: Expression;
}
export interface BinaryExpression extends Node {
  readonly kind: "binary";
  readonly operator: BinaryOperatorText;
  readonly left: Expression;
  readonly right: Expression;
}
export interface LinkExpression extends Node {
  readonly kind: "link";
  readonly a: Expression;
  readonly b: Expression;
}
export interface RangeExpression extends Node {
  readonly kind: "range";
  readonly first: Expression;
  readonly last: Expression;
  readonly halfOpen: boolean;
}
export interface QuantifierExpression extends Node {
  readonly kind: "quantifier";
  readonly all: boolean;
  readonly variable: Name;
  readonly list: Expression;
  readonly condition: Expression;
}
export interface ConditionalExpression extends Node {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export type Expression =
  | NumberExpression
  | StringExpression
  | MacExpression
  | BooleanExpression
  | NameExpression
  | SiteExpression
  | ListExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | LinkExpression
  | RangeExpression
  | QuantifierExpression
  | ConditionalExpression;

/** How deep expressions and blocks may nest, so that no walk over a tree runs out of stack. Own choice. */
export const maximumDepth = 64;

/** The depth of a node with these children; a list, as there can be more than a call takes arguments. */
export function depthAbove(children: readonly Expression[]): number {
  return children.reduce((deepest, child) => Math.max(deepest, child.depth), 0) + 1;
}
