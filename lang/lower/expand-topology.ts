// Runs the body of a topology for the arguments of a call: `ring([a..d])` to its edges.
import type { AttributeValues } from "./attributes.ts";
import { readAttributes } from "./attributes.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import type { Span } from "../source/span.ts";
import type { CallExpression, Expression } from "../syntax/expression.ts";
import type { Block, Statement, TopologyDeclaration } from "../syntax/tree.ts";
import { dottedName } from "./dotted-name.ts";
import { emptyScope } from "./evaluate.ts";
import type { Evaluator, Scope } from "./evaluate.ts";
import type { Value } from "./value.ts";

/** Between two nodes of one kind; `both`: written `<->`. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly both: boolean;
  readonly attributes: AttributeValues;
}

/** The most statements that one call may run. Own choice: a topology of 1,000 nodes, all to all, needs half of it. */
const maximumSteps = 1_000_000;

class Expansion {
  readonly edges: Edge[] = [];
  readonly #evaluator: Evaluator;
  readonly #node: "host" | "vm";
  readonly #seen = new Set<string>();
  #steps = 0;

  constructor(evaluator: Evaluator, node: "host" | "vm") {
    this.#evaluator = evaluator;
    this.#node = node;
  }

  /** False when something is wrong; it has been reported, and the rest would say it again. */
  run(block: Block, outer: Scope): boolean {
    const declares = block.some(({ kind }) => kind === "let");
    const scope = declares ? new Map(outer) : outer;
    return block.every((statement) => this.#runStatement(statement, scope));
  }

  #bind(statement: Extract<Statement, { kind: "let" }>, scope: Scope): boolean {
    const value = this.#evaluator.evaluate(statement.value, scope);
    // INVARIANT: `run` gave a block with a `let` a scope of its own.
    if (value !== undefined) (scope as Map<string, Value>).set(statement.name.text, value);
    return value !== undefined;
  }

  #runStatement(statement: Statement, scope: Scope): boolean {
    if (++this.#steps > maximumSteps) {
      const message = `a topology runs at most ${maximumSteps} statements`;
      this.#evaluator.fail("topology/expansion", statement.span, message);
      return false;
    }
    switch (statement.kind) {
      case "let":
        return this.#bind(statement, scope);
      case "for": {
        const items = this.#evaluator.list(statement.list, scope);
        const inner = new Map(scope); // one for all rounds: a body keeps nothing of its scope
        const name = statement.name.text;
        return items?.every((item) => this.run(statement.body, inner.set(name, item))) ?? false;
      }
      case "if": {
        for (const { condition, body } of statement.branches) {
          const holds = this.#evaluator.boolean(condition, scope);
          if (holds === undefined) return false;
          if (holds) return this.run(body, scope);
        }
        return statement.otherwise === undefined || this.run(statement.otherwise, scope);
      }
      case "link": {
        const from = this.#nodeOf(statement.from, scope);
        const to = this.#nodeOf(statement.to, scope);
        if (from === undefined || to === undefined) return false;
        if (from === to) {
          this.#evaluator.fail("topology/link", statement.span, "this links a node with itself");
          return false;
        }
        const attributes = readAttributes(this.#evaluator, "link", statement.attributes, scope);
        this.#add({ from, to, both: statement.both, attributes });
        return true;
      }
    }
  }

  #nodeOf(expression: Expression, scope: Scope): number | undefined {
    const value = this.#evaluator.evaluate(expression, scope);
    if (value === undefined) return undefined;
    if (value.kind === this.#node) return value.value;
    return this.#evaluator.mismatch(this.#node === "vm" ? "a VM" : "a host", value, expression.span);
  }

  /** An edge that is there already, either way round when it goes both ways, is not added again. */
  #add(edge: Edge): void {
    const [low, high] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
    const key = edge.both ? `${low}-${high}` : `${edge.from}>${edge.to}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.edges.push(edge);
  }
}

function checkArguments(
  evaluator: Evaluator,
  topology: TopologyDeclaration,
  call: CallExpression,
  args: readonly Expression[],
  node: "host" | "vm",
): Scope | undefined {
  const { diagnostics } = evaluator.compilation;
  const name = topology.name.text;
  if (args.length !== topology.parameters.length || call.each !== undefined) {
    const wanted = topology.parameters.map((each) => each.text).join(", ");
    const some = topology.parameters.length === 1 ? "1 argument" : `${topology.parameters.length} arguments`;
    diagnostics.report(
      "type/arguments",
      call.span,
      `\`${name}\` takes ${some} (${wanted}), found ${args.length}`,
      { labels: [{ span: topology.name.span, text: "declared here" }] },
    );
    return undefined;
  }
  const scope = new Map<string, Value>();
  for (const [i, parameter] of topology.parameters.entries()) {
    const arg = args[i];
    const value = evaluator.evaluate(arg, emptyScope);
    if (value === undefined) return undefined;
    const items = value.kind === "list" ? value.items : [];
    const wrong = items.find((item) => item.kind !== "number" && item.kind !== node);
    if (wrong !== undefined) return evaluator.mismatch(node === "vm" ? "VMs" : "hosts", wrong, arg.span);
    scope.set(parameter.text, value);
  }
  return scope;
}

/** The edges of a call, or undefined and a diagnostic: inside the body where it stands, or at the call when that is another file. */
export function expandTopology(
  evaluator: Evaluator,
  call: CallExpression,
  node: "host" | "vm",
): readonly Edge[] | undefined {
  const { compilation } = evaluator;
  const span: Span = call.callee.span;
  const path = dottedName(call.callee) ?? [];
  const name = path.join(".");
  if (path.includes("")) return undefined;
  const topology = compilation.findTopology(span.file, path);
  if (topology === undefined) {
    if (compilation.isExcused(path[0] ?? "")) return undefined;
    return evaluator.fail(
      "name/unknown-function",
      span,
      `unknown topology \`${name}\``,
      didYouMean(name, compilation.topologyNames(span.file)),
    );
  }
  const scope = checkArguments(evaluator, topology, call, call.args, node);
  if (scope === undefined) return undefined;
  const expansion = new Expansion(evaluator, node);
  const isWhole = compilation.diagnostics.onBehalfOf(call.span, () => expansion.run(topology.body, scope));
  return isWhole ? expansion.edges : undefined;
}
