// How expressions are laid out: chains break before their operators, lists and arguments inside their brackets.
import type {
  BinaryExpression,
  CallExpression,
  EachClause,
  Expression,
  ListExpression,
} from "../syntax/expression.ts";
import type { Cursor } from "./cursor.ts";
import { choice, concat, concatAll, group, hardline, indent, line, softline } from "./doc.ts";
import type { Doc } from "./doc.ts";

export function layoutExpression(cursor: Cursor, expression: Expression): Doc {
  return parenthesised(cursor, expression, cursor.parenthesesAround(expression));
}

/** A word and what belongs to it: `for 10 s`. */
export function led(cursor: Cursor, word: string, expression: Expression): Doc {
  return concat(cursor.take(word), " ", layoutExpression(cursor, expression));
}

function parenthesised(cursor: Cursor, expression: Expression, pairs: number): Doc {
  if (pairs === 0) return layoutInside(cursor, expression);
  const open = cursor.take("(");
  const inside = parenthesised(cursor, expression, pairs - 1);
  const comments = danglingComments(cursor);
  return group(open, indent(softline, inside, comments), softline, cursor.take(")"));
}

/** Comments before a closing bracket: they belong to what stands inside. */
export function danglingComments(cursor: Cursor): Doc {
  const comments = cursor.takeLeading();
  return comments.length === 0 ? "" : { kind: "comments", texts: comments.map(({ text }) => text) };
}

function layoutInside(cursor: Cursor, expression: Expression): Doc {
  switch (expression.kind) {
    case "number":
    case "string":
    case "mac":
    case "boolean":
    case "name":
      return cursor.take();
    case "site":
      return cursor.words(2);
    case "list":
      return layoutList(cursor, expression);
    case "member":
      return concat(layoutExpression(cursor, expression.of), cursor.take("."), cursor.take());
    case "index":
      return concat(
        layoutExpression(cursor, expression.of),
        bracketed(cursor, "[", "]", () => layoutExpression(cursor, expression.index)),
      );
    case "call":
      return layoutCall(cursor, expression);
    case "unary":
      return expression.operator === "not"
        ? led(cursor, "not", expression.of)
        : concat(cursor.take("-"), layoutExpression(cursor, expression.of));
    case "binary":
      return layoutBinary(cursor, expression);
    case "link":
      return group(
        layoutExpression(cursor, expression.a),
        indent(line, cursor.take("<->"), " ", layoutExpression(cursor, expression.b)),
      );
    case "range":
      return concat(
        layoutExpression(cursor, expression.first),
        cursor.take(),
        layoutExpression(cursor, expression.last),
      );
    case "quantifier": {
      const head = concat(cursor.words(3), " ", layoutExpression(cursor, expression.list));
      const isMac = cursor.last.text.includes(":"); // another colon would be taken for a part of it
      const colon = concat(isMac ? " " : "", cursor.take(":"));
      return group(head, colon, indent(line, layoutExpression(cursor, expression.condition)));
    }
    case "conditional":
      return group(
        led(cursor, "if", expression.condition),
        indent(
          line,
          led(cursor, "then", expression.whenTrue),
          line,
          led(cursor, "else", expression.whenFalse),
        ),
      );
  }
}

/** Operators of one family make one chain, which breaks before all of them or none. */
function familyOf({ operator }: BinaryExpression): string {
  if (operator === "+" || operator === "-") return "sum";
  if (operator === "*" || operator === "/" || operator === "mod") return "product";
  return operator === "and" || operator === "or" ? operator : "comparison";
}

function layoutBinary(cursor: Cursor, expression: BinaryExpression): Doc {
  const family = familyOf(expression);
  const operands: Expression[] = [expression.right];
  let first = expression.left;
  while (first.kind === "binary" && familyOf(first) === family && cursor.parenthesesAround(first) === 0) {
    operands.push(first.right);
    first = first.left;
  }
  const start = layoutExpression(cursor, first);
  const rest = operands.reverse().map((operand) => {
    const operator = cursor.take();
    const isHung = family === "comparison" && (operand.kind === "list" || operand.kind === "call");
    return concat(isHung ? " " : line, operator, " ", layoutExpression(cursor, operand));
  });
  return group(start, indent(...rest));
}

function bracketed(cursor: Cursor, open: string, close: string, inside: () => Doc): Doc {
  const parts = [cursor.take(open), indent(softline, inside(), danglingComments(cursor)), softline];
  return group(...parts, cursor.take(close));
}

function layoutCall(cursor: Cursor, { callee, args, each }: CallExpression): Doc {
  const name = layoutExpression(cursor, callee);
  if (each !== undefined)
    return concat(
      name,
      bracketed(cursor, "(", ")", () => {
        const value = args.map((argument) => layoutExpression(cursor, argument));
        return concat(...value, line, cursor.take("for"), " ", layoutEach(cursor, each));
      }),
    );
  if (args.length === 0)
    return concat(
      name,
      bracketed(cursor, "(", ")", () => ""),
    );
  return concat(
    name,
    bracketed(cursor, "(", ")", () => {
      const parts: Doc[] = [];
      for (const argument of args) {
        if (parts.length > 0) parts.push(cursor.take(","), line);
        parts.push(layoutExpression(cursor, argument));
      }
      return concatAll(parts);
    }),
  );
}

/** `x in xs where c`; breaks where the group around it does. */
export function layoutEach(cursor: Cursor, { list, where }: EachClause): Doc {
  const head = concat(cursor.words(2), " ", layoutExpression(cursor, list));
  if (where === undefined) return head;
  return concat(head, line, led(cursor, "where", where));
}

/** A list that breaks gets a comma behind its last item, too. */
function layoutList(cursor: Cursor, { items }: ListExpression): Doc {
  const opensWithRemark = cursor.next.trailing !== undefined;
  const open = cursor.take("[");
  const inside: Doc[] = [];
  for (const item of items) {
    inside.push(layoutExpression(cursor, item));
    cursor.skipComma();
  }
  const dangling = danglingComments(cursor);
  const close = cursor.take("]");
  if (items.length === 0)
    return opensWithRemark || dangling !== ""
      ? concat(open, indent(dangling), hardline, close)
      : concat(open, close);
  const withComma = inside.map((item) => concat(item, ","));
  const filled: Doc = items.every(isShort)
    ? { kind: "fill", items: withComma }
    : concatAll(withComma.flatMap((item, i) => (i === 0 ? [item] : [hardline, item])));
  return choice(
    concat(open, ...joined(inside), dangling, close),
    concat(open, indent(hardline, filled, dangling), hardline, close),
  );
}

/** `a, b, c` on one line. */
export function joined(items: readonly Doc[]): readonly Doc[] {
  return items.flatMap((item, i) => (i === 0 ? [item] : [",", " ", item]));
}

function isShort({ kind }: Expression): boolean {
  return ["number", "mac", "boolean", "name", "range", "site"].includes(kind);
}
