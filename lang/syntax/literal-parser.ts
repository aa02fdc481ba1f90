// The grammar of literals: quantities, numbers, strings, MAC addresses, truth values.
import { BaseParser } from "./base-parser.ts";
import type { NestingRule } from "./base-parser.ts";
import type { IToken } from "chevrotain";
import type { Expression } from "./expression.ts";
import { stringParts } from "./string-parts.ts";
import * as t from "./tokens.ts";

export abstract class LiteralParser extends BaseParser {
  protected literal: NestingRule<Expression> = this.RULE(
    "literal",
    () =>
      this.OR<Expression>([
        { ALT: () => this.literalFrom(this.CONSUME(t.Quantity)) },
        { ALT: () => this.literalFrom(this.CONSUME(t.NumberToken)) },
        { ALT: () => this.literalFrom(this.CONSUME(t.StringToken)) },
        { ALT: () => this.literalFrom(this.CONSUME(t.Mac)) },
        { ALT: () => this.literalFrom(this.CONSUME(t.True)) },
        { ALT: () => this.literalFrom(this.CONSUME(t.False)) },
      ]),
    { recoveryValueFunc: () => this.missing() },
  );

  protected stringLiteral: NestingRule<Expression> = this.RULE(
    "stringLiteral",
    () => this.literalFrom(this.CONSUME(t.StringToken)),
    { recoveryValueFunc: () => this.missing() },
  );

  private literalFrom(token: IToken): Expression {
    return this.ACTION((): Expression => {
      const span = this.spanOf(token);
      if (token.image === "") return this.missing();
      const base = { span, depth: 1 };
      const { tokenType: type, image } = token;
      if (type === t.True || type === t.False) return { kind: "boolean", value: type === t.True, ...base };
      if (type === t.Mac || type === t.MalformedMac)
        return { kind: "mac", text: image.toLowerCase(), ...base };
      if (type === t.StringToken || type === t.UnterminatedString)
        return {
          kind: "string",
          // What an unterminated string says is not known.
          parts:
            type === t.StringToken ? stringParts(image, this.file, span.start, this.diagnostics) : [image],
          ...base,
        };
      const digits = /^[0-9_.]+/.exec(image)?.[0] ?? "";
      const word = image.slice(digits.length).trimStart();
      const unit = { text: word, span: { ...span, start: span.end - word.length } };
      const value = Number(digits.replaceAll("_", ""));
      return { kind: "number", value, unit: word === "" ? undefined : unit, ...base };
    });
  }
}
