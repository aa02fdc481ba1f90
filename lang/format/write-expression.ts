// An expression of a tree as text, with the parentheses that it needs and no more.
import type { BinaryOperatorText, EachClause, Expression, StringExpression } from "../syntax/expression.ts";

/** How tight an expression holds together; what needs more than it has, gets parentheses. */
export const tightness = {
  any: 0,
  negation: 3,
  comparison: 4,
  link: 5,
  range: 6,
  sum: 7,
  sign: 9,
  postfix: 10,
};
const ofOperator: Readonly<Record<BinaryOperatorText, number>> = {
  or: 1,
  and: 2,
  "==": tightness.comparison,
  "!=": tightness.comparison,
  "<": tightness.comparison,
  "<=": tightness.comparison,
  ">": tightness.comparison,
  ">=": tightness.comparison,
  in: tightness.comparison,
  "+": tightness.sum,
  "-": tightness.sum,
  "*": 8,
  "/": 8,
  mod: 8,
};

function tightnessOf(expression: Expression): number {
  switch (expression.kind) {
    case "quantifier":
    case "conditional": // both reach as far right as they can
      return tightness.any;
    case "binary":
      return ofOperator[expression.operator];
    case "unary":
      return expression.operator === "not" ? tightness.negation : tightness.sign;
    case "link":
      return tightness.link;
    case "range":
      return tightness.range;
    case "name": // `site` before another word would be the form `site x`
      return expression.name.text === "site" ? tightness.any : tightness.postfix;
    default:
      return tightness.postfix;
  }
}

/** On one line, tokens apart by spaces. `least`: how tight it must be where it stands. */
export function writeExpression(expression: Expression, least: number = tightness.any): string {
  const text = write(expression);
  const isSite = expression.kind === "name" && expression.name.text === "site";
  return tightnessOf(expression) < least || isSite ? `( ${text} )` : text;
}

function write(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return decimalOf(expression.value) + (expression.unit === undefined ? "" : ` ${expression.unit.text}`);
    case "string":
      return writeString(expression);
    case "mac":
      return expression.text;
    case "boolean":
      return String(expression.value);
    case "name":
      return expression.name.text;
    case "site":
      return `site ${expression.name.text}`;
    case "list":
      return `[ ${expression.items.map((item) => writeExpression(item)).join(" , ")} ]`;
    case "member":
      return `${writeExpression(expression.of, tightness.postfix)} . ${expression.name.text}`;
    case "index":
      return `${writeExpression(expression.of, tightness.postfix)} [ ${writeExpression(expression.index)} ]`;
    case "call": {
      const inside = expression.args.map((argument) => writeExpression(argument)).join(" , ");
      const each = expression.each === undefined ? "" : ` for ${writeEach(expression.each)}`;
      return `${writeExpression(expression.callee, tightness.postfix)} ( ${inside}${each} )`;
    }
    case "unary":
      return expression.operator === "not"
        ? `not ${writeExpression(expression.of, tightness.negation)}`
        : `- ${writeExpression(expression.of, tightness.sign)}`;
    case "binary": {
      const own = ofOperator[expression.operator];
      const left = writeExpression(expression.left, own === tightness.comparison ? own + 1 : own);
      return `${left} ${expression.operator} ${writeExpression(expression.right, own + 1)}`;
    }
    case "link": {
      const [a, b] = [expression.a, expression.b].map((end) => writeExpression(end, tightness.link + 1));
      return `${a} <-> ${b}`;
    }
    case "range": {
      const [first, last] = [expression.first, expression.last].map((end) =>
        writeExpression(end, tightness.range + 1),
      );
      return `${first} ${expression.halfOpen ? "..<" : ".."} ${last}`;
    }
    case "quantifier": {
      const word = expression.all ? "all" : "any";
      const list = writeExpression(expression.list);
      return `${word} ${expression.variable.text} in ${list} : ${writeExpression(expression.condition)}`;
    }
    case "conditional": {
      const { condition, whenTrue, whenFalse } = expression;
      return `if ${writeExpression(condition)} then ${writeExpression(whenTrue)} else ${writeExpression(whenFalse)}`;
    }
  }
}

/** `x in xs where c`. */
export function writeEach({ variable, list, where }: EachClause): string {
  const rest = where === undefined ? "" : ` where ${writeExpression(where)}`;
  return `${variable.text} in ${writeExpression(list)}${rest}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
  "{": "\\{",
  "}": "\\}",
};

function writeString({ parts }: StringExpression): string {
  const inside = parts.map((part) =>
    typeof part === "string"
      ? part.replaceAll(/[\n\t"\\{}]/g, (each) => escapes[each] ?? each)
      : `{${part.text}}`,
  );
  return `"${inside.join("")}"`;
}

/** The language has no exponents: `5e-7` is 0.0000005. Of a finite number that is not negative. */
function decimalOf(value: number): string {
  const [, whole = "", fraction = "", power] = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (power === undefined) return String(value);
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  return digits.padEnd(point, "0"); // such powers leave no fraction
}
