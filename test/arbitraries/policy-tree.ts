// Arbitrary policies, as trees: every declaration and statement that the grammar has.
import fc from "fast-check";
import type { PrintableTree } from "../../lang/format/print-tree.ts";
import type {
  Action,
  Attribute,
  Block,
  Declaration,
  Endpoint,
  Ends,
  Given,
  ImportDeclaration,
  Matcher,
  NameRange,
  NetworkItem,
  RuleSetting,
  Statement,
  TestStep,
} from "../../lang/syntax/tree.ts";
import {
  expressionTree,
  nameTree,
  nowhere as span,
  plainName,
  standingCallTree,
  stringTree,
} from "./expression-tree.ts";

const expression = expressionTree(3);
const optionalExpression = fc.option(expression, { nil: undefined });
const optionalName = fc.option(plainName, { nil: undefined });

const attributes: fc.Arbitrary<readonly Attribute[]> = fc.array(
  fc.record({ name: nameTree, value: expression }),
  { maxLength: 4 },
);
const names: fc.Arbitrary<readonly NameRange[]> = fc.array(
  fc.record({ first: plainName, last: optionalName, span: fc.constant(span) }),
  { minLength: 1, maxLength: 4 },
);
const endpoint: fc.Arbitrary<Endpoint> = fc.record({ site: fc.boolean(), name: nameTree });
const ends: fc.Arbitrary<Ends> = fc.record({ from: endpoint, to: endpoint, both: fc.boolean() });
const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  fc.record({ not: fc.boolean(), mac: fc.constant(false), name: plainName }),
  fc.record({
    not: fc.boolean(),
    mac: fc.constant(true),
    name: fc.constant({ text: "02:00:00:00:00:0B", span }),
  }),
);
/** A node of that kind, with its parts. */
function node<T>(kind: string, parts: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<T> {
  return fc.record(parts).map((made) => ({ kind, ...made, span }) as T);
}

const networkItem: fc.Arbitrary<NetworkItem> = fc.oneof(
  node<NetworkItem>("host", { names, attributes }),
  node<NetworkItem>("proxy", { names, attributes }),
  node<NetworkItem>("site", { name: plainName, attributes }),
  node<NetworkItem>("vm", { names, on: optionalName, attributes }),
  fc
    .constantFrom("path" as const, "link" as const, "allow" as const, "deny" as const)
    .chain((kind) => node<NetworkItem>(kind, { ends, attributes })),
  node<NetworkItem>("overlay", { call: standingCallTree(expression), attributes }),
  node<NetworkItem>("forward", {
    source: matcher,
    destination: matcher,
    via: fc.array(plainName, { minLength: 1, maxLength: 3 }),
    attributes,
  }),
  node<NetworkItem>("pin", { vm: plainName, host: plainName }),
  fc.constantFrom("together" as const, "apart" as const).chain((kind) => node<NetworkItem>(kind, { names })),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    verb: fc.constantFrom("adapt", "migrate", "connect", "forward").map((text) => ({ text, span })),
    using: optionalName,
    attributes,
    argument: fc.constant(undefined),
    span: fc.constant(span),
  }),
  fc
    .oneof(
      fc.constant(["reset", undefined] as const),
      expression.map((argument) => ["hold", argument] as const),
      stringTree.map((argument) => ["alert", argument] as const),
    )
    .map(([text, argument]) => ({ verb: { text, span }, using: undefined, attributes: [], argument, span })),
);
const setting: fc.Arbitrary<RuleSetting> = fc.record({
  key: fc.constantFrom("cooldown" as const, "priority" as const, "until" as const),
  value: expression,
  span: fc.constant(span),
});

function statement(depth: number): fc.Arbitrary<Statement> {
  const simple: fc.Arbitrary<Statement> = fc.oneof(
    node<Statement>("link", { from: expression, to: expression, both: fc.boolean(), attributes }),
    node<Statement>("let", { name: plainName, value: expression }),
  );
  if (depth === 0) return simple;
  const body: fc.Arbitrary<Block> = fc.array(statement(depth - 1), { maxLength: 3 });
  return fc.oneof(
    simple,
    node<Statement>("for", { name: plainName, list: expression, body }),
    node<Statement>("if", {
      branches: fc.array(fc.record({ condition: expression, body }), { minLength: 1, maxLength: 3 }),
      otherwise: fc.option(body, { nil: undefined }),
    }),
  );
}

const given: fc.Arbitrary<Given> = fc.oneof(
  node<Given>("traffic-file", { file: stringTree }),
  node<Given>("traffic", {
    call: standingCallTree(expression),
    rate: expression,
    lasts: optionalExpression,
  }),
  node<Given>("vm", { vm: plainName, host: plainName }),
  node<Given>("host", { host: plainName, attributes }),
  node<Given>("path", { ends, attributes }),
  node<Given>("fault", { restore: fc.boolean(), host: plainName, other: optionalName }),
);
const step: fc.Arbitrary<TestStep> = fc.oneof(
  node<TestStep>("given", { given }),
  node<TestStep>("at", { at: expression, given }),
  node<TestStep>("expect", { condition: expression, within: optionalExpression }),
);

const declaration: fc.Arbitrary<Declaration> = fc.oneof(
  node<Declaration>("network", {
    name: plainName,
    items: fc.array(networkItem, { maxLength: 6 }),
  }),
  node<Declaration>("infer", { attributes }),
  node<Declaration>("limit", {
    entries: fc.array(
      fc.record({
        name: nameTree,
        strict: fc.boolean(),
        value: expression,
        per: optionalExpression,
        span: fc.constant(span),
      }),
      { maxLength: 4 },
    ),
  }),
  node<Declaration>("objective", { name: plainName, maximize: fc.boolean(), expression }),
  node<Declaration>("rule", {
    name: plainName,
    title: fc.option(stringTree, { nil: undefined }),
    forEach: fc.option(fc.record({ variable: plainName, list: expression, where: optionalExpression }), {
      nil: undefined,
    }),
    when: expression,
    holds: optionalExpression,
    actions: fc.array(action, { maxLength: 3 }),
    settings: fc.array(setting, { maxLength: 3 }),
  }),
  node<Declaration>("topology", {
    name: plainName,
    parameters: fc.array(plainName, { minLength: 1, maxLength: 3 }),
    body: fc.array(statement(2), { maxLength: 4 }),
  }),
  node<Declaration>("plugin", { name: plainName, from: stringTree, attributes }),
  node<Declaration>("test", { title: stringTree, steps: fc.array(step, { maxLength: 4 }) }),
);

const importTree: fc.Arbitrary<ImportDeclaration> = fc.record({
  specifier: stringTree,
  alias: optionalName,
  span: fc.constant(span),
});

export const policyTree: fc.Arbitrary<PrintableTree> = fc.record({
  edition: fc.constantFrom(undefined, {
    kind: "number" as const,
    value: 1,
    unit: undefined,
    span,
    depth: 1,
  }),
  imports: fc.array(importTree, { maxLength: 2 }),
  declarations: fc.array(declaration, { maxLength: 5 }),
});
