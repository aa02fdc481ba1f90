// The grammar of expressions. Chains of operators are read flat and get their precedence afterwards.
import type { NestingRule, Rule } from "./base-parser.ts";
import type { IToken } from "chevrotain";
import { depthAbove } from "./expression.ts";
import type { CallExpression, EachClause, Expression, Name } from "./expression.ts";
import { buildChain } from "./operator-precedence.ts";
import type { Operand, PlacedOperator } from "./operator-precedence.ts";
import { LiteralParser } from "./literal-parser.ts";
import * as t from "./tokens.ts";

interface Arguments {
  readonly args: readonly Expression[];
  readonly each: EachClause | undefined;
}
type Tail =
  { kind: "member"; name: Name } | ({ kind: "call" } & Arguments) | { kind: "index"; index: Expression };

export abstract class ExpressionParser extends LiteralParser {
  protected expression: NestingRule<Expression> = this.RULE(
    "expression",
    (level = 0) => this.chain(level, t.BinaryOperator),
    { recoveryValueFunc: () => this.missing() },
  );

  /** An expression from `+` and `-` down: what can stand on either side of `<->` and `->`. */
  protected sum: NestingRule<Expression> = this.RULE("sum", (level = 0) => this.chain(level, t.Arithmetic), {
    recoveryValueFunc: () => this.missing(),
  });

  private chain(level: number, operators: typeof t.BinaryOperator): Expression {
    this.ACTION(() => this.checkDepth(level));
    const rest: { operator: PlacedOperator; operand: Operand }[] = [];
    const first = this.SUBRULE(this.operand, { ARGS: [level] });
    this.MANY(() => {
      const operator = this.CONSUME(operators);
      const operand = this.SUBRULE2(this.operand, { ARGS: [level] });
      this.ACTION(() => rest.push({ operator: this.operatorOf(operator), operand }));
    });
    return this.ACTION<Expression>(() => {
      this.checkDepth(rest.length + first.prefixes.length);
      const built = buildChain({ first, rest }, this.diagnostics);
      this.checkDepth(built.depth);
      return built;
    });
  }

  private operatorOf(token: IToken): PlacedOperator {
    return { text: token.image, span: this.spanOf(token) };
  }

  private operand: NestingRule<Operand> = this.RULE(
    "operand",
    (level = 0) => {
      const prefixes: PlacedOperator[] = [];
      this.MANY(() => {
        const token = this.CONSUME(t.PrefixOperator);
        this.ACTION(() => prefixes.push(this.operatorOf(token)));
      });
      this.ACTION(() => this.checkDepth(prefixes.length));
      const value = this.SUBRULE(this.postfix, { ARGS: [level] });
      return { prefixes, value };
    },
    { recoveryValueFunc: () => ({ prefixes: [], value: this.missing() }) },
  );

  private postfix: NestingRule<Expression> = this.RULE(
    "postfix",
    (level = 0) => {
      let value = this.SUBRULE(this.primary, { ARGS: [level] });
      this.MANY(() => {
        const tail = this.SUBRULE(this.tail, { ARGS: [level] });
        this.ACTION(() => {
          if (tail !== undefined) value = this.attach(value, tail);
        });
      });
      return value;
    },
    { recoveryValueFunc: () => this.missing() },
  );

  private attach(value: Expression, tail: Tail): Expression {
    const span = this.spanFrom(value.span);
    this.checkDepth(value.depth + 1);
    if (tail.kind === "member")
      return { kind: "member", of: value, name: tail.name, span, depth: value.depth + 1 };
    if (tail.kind === "index") return { ...tail, of: value, span, depth: depthAbove([value, tail.index]) };
    return this.callOf(value, tail);
  }

  private callOf(callee: Expression, { args, each }: Arguments): CallExpression {
    const inner = each === undefined ? [] : [each.list, ...(each.where === undefined ? [] : [each.where])];
    const depth = depthAbove([callee, ...args, ...inner]);
    return { kind: "call", callee, args, each, span: this.spanFrom(callee.span), depth };
  }

  private tail: NestingRule<Tail | undefined> = this.RULE("tail", (level = 0) =>
    this.OR<Tail>([
      {
        ALT: () => {
          this.CONSUME(t.Dot);
          const name = this.CONSUME(t.Name);
          return this.ACTION(() => ({ kind: "member", name: this.nameOf(name) }));
        },
      },
      { ALT: () => ({ kind: "call", ...this.SUBRULE(this.args, { ARGS: [level] }) }) },
      {
        ALT: () => {
          this.CONSUME(t.LeftBracket);
          const index = this.SUBRULE(this.expression, { ARGS: [level + 1] });
          this.CONSUME(t.RightBracket);
          return { kind: "index", index };
        },
      },
    ]),
  );

  private args: NestingRule<Arguments> = this.RULE(
    "args",
    (level = 0) => {
      const args: Expression[] = [];
      let each: EachClause | undefined;
      this.CONSUME(t.LeftParenthesis);
      this.OPTION(() => {
        args.push(this.SUBRULE(this.expression, { ARGS: [level + 1] }));
        this.OR([
          {
            ALT: () => {
              this.CONSUME(t.keyword.for);
              each = this.SUBRULE(this.eachClause, { ARGS: [level] });
            },
          },
          {
            ALT: () => {
              this.MANY(() => {
                this.CONSUME(t.Comma);
                args.push(this.SUBRULE2(this.expression, { ARGS: [level + 1] }));
              });
            },
          },
        ]);
      });
      this.CONSUME(t.RightParenthesis);
      return { args, each };
    },
    { recoveryValueFunc: () => ({ args: [this.missing()], each: undefined }) },
  );

  /** `x in xs where c`, behind `for`. */
  protected eachClause: NestingRule<EachClause | undefined> = this.RULE("eachClause", (level = 0) => {
    const variable = this.CONSUME(t.Name);
    this.CONSUME(t.In);
    const list = this.SUBRULE(this.expression, { ARGS: [level + 1] });
    const where = this.OPTION(() => {
      this.CONSUME(t.keyword.where);
      return this.SUBRULE2(this.expression, { ARGS: [level + 1] });
    });
    return this.ACTION<EachClause | undefined>(() => ({ variable: this.nameOf(variable), list, where }));
  });

  /** A call that stands alone: `ring([a..d])`. */
  protected call: Rule<CallExpression> = this.RULE("call", () => {
    const first = this.CONSUME(t.Name);
    let callee = this.ACTION(() => this.nameExpression(first));
    this.MANY(() => {
      this.CONSUME(t.Dot);
      const name = this.CONSUME2(t.Name);
      this.ACTION(() => (callee = this.attach(callee, { kind: "member", name: this.nameOf(name) })));
    });
    const given = this.SUBRULE(this.args);
    return this.ACTION<CallExpression | undefined>(() => this.callOf(callee, given));
  });

  private nameExpression(token: IToken): Expression {
    const name = this.nameOf(token);
    return { kind: "name", name, span: name.span, depth: 1 };
  }

  private primary: NestingRule<Expression> = this.RULE(
    "primary",
    (level = 0) =>
      this.OR<Expression>([
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.conditional, { ARGS: [level + 1] }), IGNORE_AMBIGUITIES: true },
        {
          GATE: () => this.nextIs(t.Name, 2) && this.nextIs(t.In, 3),
          ALT: () => this.SUBRULE(this.quantifier, { ARGS: [level + 1] }),
          IGNORE_AMBIGUITIES: true,
        },
        {
          GATE: () => this.nextIs(t.Name, 2),
          ALT: () => {
            const first = this.CONSUME(t.keyword.site);
            const name = this.CONSUME(t.Name);
            return this.ACTION(() => ({
              kind: "site",
              name: this.nameOf(name),
              span: this.spanFrom(first),
              depth: 1,
            }));
          },
          IGNORE_AMBIGUITIES: true,
        },
        {
          ALT: () => {
            const name = this.CONSUME2(t.Name);
            return this.ACTION(() => this.nameExpression(name));
          },
        },
        { ALT: () => this.SUBRULE(this.list, { ARGS: [level + 1] }) },
        {
          ALT: () => {
            this.CONSUME(t.LeftParenthesis);
            const inner = this.SUBRULE(this.expression, { ARGS: [level + 1] });
            this.CONSUME(t.RightParenthesis);
            this.ACTION(() => this.parenthesised.set(inner, (this.parenthesised.get(inner) ?? 0) + 1));
            return inner;
          },
        },
      ]),
    { recoveryValueFunc: () => this.missing() },
  );

  private list: NestingRule<Expression> = this.RULE(
    "list",
    (level = 0) => {
      const items: Expression[] = [];
      const first = this.CONSUME(t.LeftBracket);
      this.OPTION(() => {
        items.push(this.SUBRULE(this.expression, { ARGS: [level] }));
        this.MANY({
          GATE: () => !this.nextIs(t.RightBracket, 2), // one comma may trail
          DEF: () => {
            this.CONSUME(t.Comma);
            items.push(this.SUBRULE2(this.expression, { ARGS: [level] }));
          },
        });
        this.OPTION2(() => this.CONSUME2(t.Comma));
      });
      this.CONSUME(t.RightBracket);
      return this.ACTION<Expression>(() => ({
        kind: "list",
        items,
        span: this.spanFrom(first),
        depth: depthAbove(items),
      }));
    },
    { recoveryValueFunc: () => this.missing() },
  );

  private conditional: NestingRule<Expression> = this.RULE(
    "conditional",
    (level = 0) => {
      const first = this.CONSUME(t.keyword.if);
      const condition = this.SUBRULE(this.expression, { ARGS: [level] });
      this.CONSUME(t.keyword.then);
      const whenTrue = this.SUBRULE2(this.expression, { ARGS: [level] });
      this.CONSUME(t.keyword.else);
      const whenFalse = this.SUBRULE3(this.expression, { ARGS: [level] });
      const depth = this.ACTION(() => depthAbove([condition, whenTrue, whenFalse]));
      return this.ACTION<Expression>(() => ({
        kind: "conditional",
        condition,
        whenTrue,
        whenFalse,
        span: this.spanFrom(first),
        depth,
      }));
    },
    { recoveryValueFunc: () => this.missing() },
  );

  private quantifier: NestingRule<Expression> = this.RULE(
    "quantifier",
    (level = 0) => {
      const first = this.OR([
        { ALT: () => this.CONSUME(t.keyword.any) },
        { ALT: () => this.CONSUME(t.keyword.all) },
      ]);
      const variable = this.CONSUME(t.Name);
      this.CONSUME(t.In);
      const list = this.SUBRULE(this.expression, { ARGS: [level] });
      this.CONSUME(t.Colon);
      const condition = this.SUBRULE2(this.expression, { ARGS: [level] });
      return this.ACTION<Expression>(() => ({
        kind: "quantifier",
        all: first.tokenType === t.keyword.all,
        variable: this.nameOf(variable),
        list,
        condition,
        span: this.spanFrom(first),
        depth: depthAbove([list, condition]),
      }));
    },
    { recoveryValueFunc: () => this.missing() },
  );
}
