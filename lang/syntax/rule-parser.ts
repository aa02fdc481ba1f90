// The grammar of what a policy does: `infer`, `limit`, `objective`, `rule` and `plugin`.
import type { Rule } from "./base-parser.ts";
import { NetworkParser } from "./network-parser.ts";
import * as t from "./tokens.ts";
import type {
  Action,
  InferDeclaration,
  LimitDeclaration,
  LimitEntry,
  ObjectiveDeclaration,
  PluginDeclaration,
  RuleDeclaration,
  RuleSetting,
} from "./tree.ts";

const { cooldown, priority, until, adapt, migrate, connect, forward, reset, hold, alert } = t.keyword;
const settingStarters = [cooldown, priority, until];
const actionStarters = [adapt, migrate, connect, forward, reset, hold, alert];

export abstract class RuleParser extends NetworkParser {
  protected infer: Rule<InferDeclaration> = this.RULE("infer", () => {
    const first = this.CONSUME(t.keyword.infer);
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<InferDeclaration | undefined>(() => ({
      kind: "infer",
      attributes,
      span: this.spanFrom(first),
    }));
  });

  protected limit: Rule<LimitDeclaration> = this.RULE("limit", () => {
    const entries: LimitEntry[] = [];
    const first = this.CONSUME(t.keyword.limit);
    this.CONSUME(t.LeftBrace);
    this.MANY({
      GATE: () =>
        this.LA(1).tokenType === t.Identifier || this.nextIs(t.LessOrEqual, 2) || this.nextIs(t.Less, 2),
      DEF: () => {
        const entry = this.SUBRULE(this.limitEntry);
        this.ACTION(() => {
          if (entry !== undefined) entries.push(entry);
        });
      },
    });
    this.CONSUME(t.RightBrace);
    return this.ACTION<LimitDeclaration | undefined>(() => ({
      kind: "limit",
      entries,
      span: this.spanFrom(first),
    }));
  });

  private limitEntry: Rule<LimitEntry> = this.RULE("limitEntry", () => {
    const name = this.CONSUME(t.Name);
    const strict = this.OR([
      { ALT: () => (this.CONSUME(t.LessOrEqual), false) },
      { ALT: () => (this.CONSUME(t.Less), true) },
    ]);
    const value = this.SUBRULE(this.expression);
    const per = this.OPTION(() => {
      this.CONSUME(t.keyword.per);
      return this.SUBRULE2(this.expression);
    });
    const span = this.ACTION(() => this.spanFrom(name));
    this.OPTION2(() => this.CONSUME(t.Comma));
    return this.ACTION<LimitEntry | undefined>(() => ({ name: this.nameOf(name), strict, value, per, span }));
  });

  protected objective: Rule<ObjectiveDeclaration> = this.RULE("objective", () => {
    const first = this.CONSUME(t.keyword.objective);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.LeftBrace);
    const maximize = this.OR([
      { ALT: () => (this.CONSUME(t.keyword.maximize), true) },
      { ALT: () => (this.CONSUME(t.keyword.minimize), false) },
    ]);
    const expression = this.SUBRULE(this.expression);
    this.CONSUME(t.RightBrace);
    return this.ACTION<ObjectiveDeclaration | undefined>(() => ({
      kind: "objective",
      name: this.nameOf(name),
      maximize,
      expression,
      span: this.spanFrom(first),
    }));
  });

  protected rule: Rule<RuleDeclaration> = this.RULE("rule", () => {
    const settings: RuleSetting[] = [];
    let actions: readonly Action[] = [];
    const first = this.CONSUME(t.keyword.rule);
    const name = this.CONSUME(t.Name);
    const title = this.OPTION(() => this.SUBRULE(this.stringLiteral));
    this.CONSUME(t.LeftBrace);
    const forEach = this.OPTION2(() => {
      this.CONSUME(t.keyword.for);
      this.CONSUME(t.keyword.each);
      return this.SUBRULE(this.eachClause);
    });
    this.CONSUME(t.keyword.when);
    const when = this.SUBRULE(this.expression);
    const holds = this.OPTION3(() => {
      this.CONSUME2(t.keyword.for);
      return this.SUBRULE2(this.expression);
    });
    this.CONSUME(t.keyword.do);
    actions = this.SUBRULE(this.actions) ?? [];
    this.ACTION(() => this.skipJunk("rule", settingStarters));
    this.MANY(() => {
      const setting = this.SUBRULE(this.ruleSetting);
      this.ACTION(() => {
        if (setting !== undefined) settings.push(setting);
        this.skipJunk("rule", settingStarters);
      });
    });
    this.CONSUME2(t.RightBrace);
    return this.ACTION<RuleDeclaration | undefined>(() => ({
      kind: "rule",
      name: this.nameOf(name),
      title,
      forEach,
      when,
      holds,
      actions,
      settings,
      span: this.spanFrom(first),
    }));
  });

  private ruleSetting: Rule<RuleSetting> = this.RULE("ruleSetting", () => {
    const first = this.ACTION(() => this.LA(1));
    const key = this.OR<RuleSetting["key"]>([
      { ALT: () => (this.CONSUME(t.keyword.cooldown), "cooldown") },
      { ALT: () => (this.CONSUME(t.keyword.priority), "priority") },
      { ALT: () => (this.CONSUME(t.keyword.until), "until") },
    ]);
    const value = this.SUBRULE(this.expression);
    return this.ACTION<RuleSetting | undefined>(() => ({ key, value, span: this.spanFrom(first) }));
  });

  /** One action, or several in braces. */
  private actions: Rule<readonly Action[]> = this.RULE("actions", () => {
    const actions: Action[] = [];
    const add = (action: Action | undefined): unknown => action !== undefined && actions.push(action);
    this.OR([
      {
        ALT: () => {
          const action = this.SUBRULE(this.action);
          this.ACTION(() => add(action));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.LeftBrace);
          this.ACTION(() => this.skipJunk("do", actionStarters));
          this.MANY(() => {
            const action = this.SUBRULE2(this.action);
            this.ACTION(() => {
              add(action);
              this.skipJunk("do", actionStarters);
            });
          });
          this.CONSUME(t.RightBrace);
        },
      },
    ]);
    return actions;
  });

  private action: Rule<Action> = this.RULE("action", () => {
    const token = this.ACTION(() => this.LA(1));
    const rest = this.OR<Omit<Action, "span" | "verb">>([
      {
        ALT: () => {
          this.OR2([
            { ALT: () => this.CONSUME(t.keyword.adapt) },
            { ALT: () => this.CONSUME(t.keyword.migrate) },
            { ALT: () => this.CONSUME(t.keyword.connect) },
            { ALT: () => this.CONSUME(t.keyword.forward) },
          ]);
          const using = this.OPTION(() => {
            this.CONSUME(t.keyword.using);
            return this.SUBRULE(this.name);
          });
          const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
          return { using, attributes, argument: undefined };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.keyword.reset);
          return { using: undefined, attributes: [], argument: undefined };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.keyword.hold);
          return { using: undefined, attributes: [], argument: this.SUBRULE(this.expression) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.keyword.alert);
          return { using: undefined, attributes: [], argument: this.SUBRULE(this.stringLiteral) };
        },
      },
    ]);
    return this.ACTION<Action | undefined>(() => ({
      ...rest,
      verb: this.nameOf(token),
      span: this.spanFrom(token),
    }));
  });

  protected plugin: Rule<PluginDeclaration> = this.RULE("plugin", () => {
    const first = this.CONSUME(t.keyword.plugin);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.keyword.from);
    const from = this.SUBRULE(this.stringLiteral);
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<PluginDeclaration | undefined>(() => ({
      kind: "plugin",
      name: this.nameOf(name),
      from,
      attributes,
      span: this.spanFrom(first),
    }));
  });
}
