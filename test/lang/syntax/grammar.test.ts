// The grammar and its tokens as the parser library checks them: no ambiguity, no left recursion, no token that hides another.
import { expect, it } from "vitest";
import { EmbeddedActionsParser, Lexer } from "chevrotain";
import { PolicyParser } from "../../../lang/syntax/policy-parser.ts";
import { allTokens } from "../../../lang/syntax/tokens.ts";

it("has a grammar that the library finds no fault in", () => {
  expect(() => new PolicyParser({ checksGrammar: true })).not.toThrow();
});

it("has tokens that the library finds no fault in", () => {
  expect(
    () => new Lexer(allTokens, { ensureOptimizations: true, positionTracking: "onlyOffset" }),
  ).not.toThrow();
});

it("would be told of an ambiguous grammar", () => {
  class Ambiguous extends EmbeddedActionsParser {
    readonly first = this.RULE("first", () => {
      this.OR([{ ALT: () => this.CONSUME(allTokens[0]) }, { ALT: () => this.CONSUME1(allTokens[0]) }]);
    });
    constructor() {
      super(allTokens, { skipValidations: false });
      this.performSelfAnalysis();
    }
  }
  expect(() => new Ambiguous()).toThrow(/ambiguous/i);
});
