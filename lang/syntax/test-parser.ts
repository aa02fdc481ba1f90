// The grammar of `test`: what is given, when, and what is expected.
import type { Rule } from "./base-parser.ts";
import { RuleParser } from "./rule-parser.ts";
import * as t from "./tokens.ts";
import type { Given, TestDeclaration, TestStep } from "./tree.ts";

const testStarters = [t.keyword.given, t.keyword.at, t.keyword.expect];

/** A `Given` before its span is known. */
type GivenBody = Given extends infer G ? (G extends Given ? Omit<G, "span"> : never) : never;

export abstract class TestParser extends RuleParser {
  protected test: Rule<TestDeclaration> = this.RULE("test", () => {
    const steps: TestStep[] = [];
    const first = this.CONSUME(t.keyword.test);
    const title = this.SUBRULE(this.stringLiteral);
    this.CONSUME(t.LeftBrace);
    this.ACTION(() => this.skipJunk("test", testStarters));
    this.MANY(() => {
      const step = this.SUBRULE(this.testStep);
      this.ACTION(() => {
        if (step !== undefined) steps.push(step);
        this.skipJunk("test", testStarters);
      });
    });
    this.CONSUME(t.RightBrace);
    return this.ACTION<TestDeclaration | undefined>(() => ({
      kind: "test",
      title,
      steps,
      span: this.spanFrom(first),
    }));
  });

  private testStep: Rule<TestStep> = this.RULE("testStep", () =>
    this.OR<TestStep | undefined>([
      {
        ALT: () => {
          const first = this.CONSUME(t.keyword.given);
          const given = this.SUBRULE(this.given);
          return this.ACTION(() =>
            given === undefined ? undefined : { kind: "given", given, span: this.spanFrom(first) },
          );
        },
      },
      {
        ALT: () => {
          const first = this.CONSUME(t.keyword.at);
          const at = this.SUBRULE(this.expression);
          const given = this.SUBRULE2(this.given);
          return this.ACTION(() =>
            given === undefined ? undefined : { kind: "at", at, given, span: this.spanFrom(first) },
          );
        },
      },
      {
        ALT: () => {
          const first = this.CONSUME(t.keyword.expect);
          const condition = this.SUBRULE2(this.expression);
          const within = this.OPTION(() => {
            this.CONSUME(t.keyword.within);
            return this.SUBRULE3(this.expression);
          });
          return this.ACTION(() => ({ kind: "expect", condition, within, span: this.spanFrom(first) }));
        },
      },
    ]),
  );

  private given: Rule<Given> = this.RULE("given", () => {
    const first = this.ACTION(() => this.LA(1));
    const given = this.OR<GivenBody | undefined>([
      { ALT: () => this.SUBRULE(this.givenTraffic) },
      {
        ALT: () => {
          this.CONSUME(t.keyword.vm);
          const vm = this.SUBRULE(this.name);
          this.CONSUME(t.keyword.on);
          const host = this.SUBRULE2(this.name);
          return this.ACTION(() =>
            vm === undefined || host === undefined ? undefined : { kind: "vm", vm, host },
          );
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.keyword.host);
          const host = this.SUBRULE3(this.name);
          const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
          return this.ACTION(() => (host === undefined ? undefined : { kind: "host", host, attributes }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.keyword.path);
          const ends = this.SUBRULE(this.ends);
          const attributes = this.SUBRULE2(this.optionalAttributes) ?? [];
          return this.ACTION(() => (ends === undefined ? undefined : { kind: "path", ends, attributes }));
        },
      },
      { ALT: () => this.SUBRULE(this.givenFault) },
    ]);
    return this.ACTION<Given | undefined>(() =>
      given === undefined ? undefined : { ...given, span: this.spanFrom(first) },
    );
  });

  private givenTraffic: Rule<GivenBody> = this.RULE("givenTraffic", () => {
    this.CONSUME(t.keyword.traffic);
    return this.OR<GivenBody | undefined>([
      {
        ALT: () => {
          this.CONSUME(t.keyword.from);
          return { kind: "traffic-file", file: this.SUBRULE(this.stringLiteral) };
        },
        IGNORE_AMBIGUITIES: true,
      },
      {
        ALT: () => {
          const call = this.SUBRULE(this.call);
          this.CONSUME(t.keyword.at);
          const rate = this.SUBRULE(this.expression);
          const lasts = this.OPTION(() => {
            this.CONSUME(t.keyword.for);
            return this.SUBRULE2(this.expression);
          });
          return this.ACTION(() => (call === undefined ? undefined : { kind: "traffic", call, rate, lasts }));
        },
      },
    ]);
  });

  private givenFault: Rule<GivenBody> = this.RULE("givenFault", () => {
    const restore = this.OR([
      { ALT: () => (this.CONSUME(t.keyword.fail), false) },
      { ALT: () => (this.CONSUME(t.keyword.restore), true) },
    ]);
    const host = this.SUBRULE(this.name);
    const other = this.OPTION(() => {
      this.CONSUME(t.Both);
      return this.SUBRULE2(this.name);
    });
    return this.ACTION<GivenBody | undefined>(() =>
      host === undefined ? undefined : { kind: "fault", restore, host, other },
    );
  });
}
