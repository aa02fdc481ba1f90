// The grammar of a whole file: edition, imports, declarations, and topologies with their statements.
import { TestParser } from "./test-parser.ts";
import type { NestingRule, Rule } from "./base-parser.ts";
import type { Expression, Name } from "./expression.ts";
import * as t from "./tokens.ts";
import type { Block, Declaration, ImportDeclaration, Statement, TopologyDeclaration } from "./tree.ts";

const statementStarters = [t.keyword.link, t.keyword.let, t.keyword.for, t.keyword.if];

export function emptyTree(): PolicyParser["tree"] {
  return { edition: undefined, imports: [], declarations: [] };
}

export class PolicyParser extends TestParser {
  constructor(options: { checksGrammar?: boolean } = {}) {
    super(options);
    this.performSelfAnalysis();
  }

  /** What has been read of the file; it stays when the reading is given up. */
  tree: {
    edition: Expression | undefined;
    readonly imports: ImportDeclaration[];
    readonly declarations: Declaration[];
  } = emptyTree();

  policy: Rule<void> = this.RULE("policy", () => {
    this.OPTION(() => {
      this.CONSUME(t.keyword.edition);
      const edition = this.SUBRULE(this.literal);
      this.ACTION(() => (this.tree.edition = edition));
    });
    this.MANY(() => {
      const found = this.SUBRULE(this.importDeclaration);
      this.ACTION(() => {
        if (found !== undefined) this.tree.imports.push(found);
      });
    });
    this.MANY2(() => {
      const declaration = this.SUBRULE(this.declaration);
      this.ACTION(() => {
        if (declaration !== undefined) this.tree.declarations.push(declaration);
      });
    });
  });

  private importDeclaration: Rule<ImportDeclaration> = this.RULE("importDeclaration", () => {
    const first = this.CONSUME(t.keyword.import);
    const specifier = this.SUBRULE(this.stringLiteral);
    const alias = this.OPTION(() => {
      this.CONSUME(t.keyword.as);
      return this.SUBRULE(this.name);
    });
    return this.ACTION<ImportDeclaration | undefined>(() => ({
      specifier,
      alias,
      span: this.spanFrom(first),
    }));
  });

  private declaration: Rule<Declaration> = this.RULE("declaration", () =>
    this.OR<Declaration | undefined>([
      { ALT: () => this.SUBRULE(this.network) },
      { ALT: () => this.SUBRULE(this.infer) },
      { ALT: () => this.SUBRULE(this.limit) },
      { ALT: () => this.SUBRULE(this.objective) },
      { ALT: () => this.SUBRULE(this.rule) },
      { ALT: () => this.SUBRULE(this.topology) },
      { ALT: () => this.SUBRULE(this.plugin) },
      { ALT: () => this.SUBRULE(this.test) },
    ]),
  );

  private topology: Rule<TopologyDeclaration> = this.RULE("topology", () => {
    const parameters: Name[] = [];
    const first = this.CONSUME(t.keyword.topology);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.LeftParenthesis);
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        const parameter = this.SUBRULE(this.name);
        this.ACTION(() => {
          if (parameter !== undefined) parameters.push(parameter);
        });
      },
    });
    this.CONSUME(t.RightParenthesis);
    const body = this.SUBRULE(this.block);
    return this.ACTION<TopologyDeclaration | undefined>(() => ({
      kind: "topology",
      name: this.nameOf(name),
      parameters,
      body,
      span: this.spanFrom(first),
    }));
  });

  private block: NestingRule<Block> = this.RULE(
    "block",
    (level = 0) => {
      const statements: Statement[] = [];
      this.ACTION(() => this.checkDepth(level));
      this.CONSUME(t.LeftBrace);
      this.ACTION(() => this.skipJunk("topology", statementStarters));
      this.MANY(() => {
        const statement = this.SUBRULE(this.statement, { ARGS: [level + 1] });
        this.ACTION(() => {
          if (statement !== undefined) statements.push(statement);
          this.skipJunk("topology", statementStarters);
        });
      });
      this.CONSUME(t.RightBrace);
      return statements;
    },
    { recoveryValueFunc: () => [] },
  );

  private statement: NestingRule<Statement | undefined> = this.RULE("statement", (level = 0) =>
    this.OR<Statement | undefined>([
      { ALT: () => this.SUBRULE(this.linkStatement) },
      { ALT: () => this.SUBRULE(this.letStatement) },
      { ALT: () => this.SUBRULE(this.forStatement, { ARGS: [level] }) },
      { ALT: () => this.SUBRULE(this.ifStatement, { ARGS: [level] }) },
    ]),
  );

  private linkStatement: Rule<Statement> = this.RULE("linkStatement", () => {
    const first = this.CONSUME(t.keyword.link);
    const from = this.SUBRULE(this.sum);
    const both = this.SUBRULE(this.arrow) ?? true;
    const to = this.SUBRULE2(this.sum);
    const attributes = this.SUBRULE(this.optionalAttributes) ?? [];
    return this.ACTION<Statement | undefined>(() => ({
      kind: "link",
      from,
      to,
      both,
      attributes,
      span: this.spanFrom(first),
    }));
  });

  private letStatement: Rule<Statement> = this.RULE("letStatement", () => {
    const first = this.CONSUME(t.keyword.let);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.Assign);
    const value = this.SUBRULE(this.expression);
    return this.ACTION<Statement | undefined>(() => ({
      kind: "let",
      name: this.nameOf(name),
      value,
      span: this.spanFrom(first),
    }));
  });

  private forStatement: NestingRule<Statement | undefined> = this.RULE("forStatement", (level = 0) => {
    const first = this.CONSUME(t.keyword.for);
    const name = this.CONSUME(t.Name);
    this.CONSUME(t.In);
    const list = this.SUBRULE(this.expression);
    const body = this.SUBRULE(this.block, { ARGS: [level] });
    return this.ACTION<Statement | undefined>(() => ({
      kind: "for",
      name: this.nameOf(name),
      list,
      body,
      span: this.spanFrom(first),
    }));
  });

  private ifStatement: NestingRule<Statement | undefined> = this.RULE("ifStatement", (level = 0) => {
    const branches: { condition: Expression; body: Block }[] = [];
    const first = this.CONSUME(t.keyword.if);
    const condition = this.SUBRULE(this.expression);
    const body = this.SUBRULE(this.block, { ARGS: [level] });
    branches.push({ condition, body });
    this.MANY(() => {
      this.CONSUME(t.keyword.else);
      this.CONSUME2(t.keyword.if);
      const condition = this.SUBRULE2(this.expression);
      const body = this.SUBRULE2(this.block, { ARGS: [level] });
      branches.push({ condition, body });
    });
    const otherwise = this.OPTION(() => {
      this.CONSUME2(t.keyword.else);
      return this.SUBRULE3(this.block, { ARGS: [level] });
    });
    return this.ACTION<Statement | undefined>(() => ({
      kind: "if",
      branches,
      otherwise,
      span: this.spanFrom(first),
    }));
  });
}
