// A tree as the text of a policy, in the one style: what reads it gets the same tree.
import type { Expression } from "../syntax/expression.ts";
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
  Statement,
  TestStep,
} from "../syntax/tree.ts";
import { format } from "./format.ts";
import { tightness, writeEach, writeExpression } from "./write-expression.ts";

/** What of a tree is written; spans, and which parentheses an author put, are not. */
export interface PrintableTree {
  readonly edition: Expression | undefined;
  readonly imports: readonly ImportDeclaration[];
  readonly declarations: readonly Declaration[];
}

/** Throws where no text says what the tree says: a name that is none, a number that is negative or not finite. */
export function printTree({ edition, imports, declarations }: PrintableTree): string {
  const text = [
    ...(edition === undefined ? [] : [`edition ${writeExpression(edition)}`]),
    ...imports.map(({ specifier, alias }) => phrase("import", specifier, alias && `as ${alias.text}`)),
    ...declarations.map(writeDeclaration),
  ].join("\n");
  const result = format({ path: "", text });
  if (result.ok) return result.text;
  const reason = result.reason === "defect" ? result.message : result.diagnostics[0]?.message;
  throw new Error(`the tree is not that of a policy: ${reason}`);
}

/** Words with spaces between them; expressions are written, what is undefined is left out. */
function phrase(...parts: readonly (string | Expression | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part !== "")
    .map((part) => (typeof part === "string" ? part : writeExpression(part as Expression)))
    .join(" ");
}

function block(lines: readonly string[]): string {
  return `{\n${lines.join("\n")}\n}`;
}

function writeDeclaration(declaration: Declaration): string {
  switch (declaration.kind) {
    case "network":
      return phrase("network", declaration.name.text, block(declaration.items.map(writeNetworkItem)));
    case "infer":
      return `infer ${writeAttributes(declaration.attributes) || "{ }"}`;
    case "limit": {
      const entries = declaration.entries.map(({ name, strict, value, per }) =>
        phrase(name.text, strict ? "<" : "<=", value, per && "per", per),
      );
      return `limit { ${entries.join(" , ")} }`;
    }
    case "objective": {
      const goal = phrase(declaration.maximize ? "maximize" : "minimize", declaration.expression);
      return phrase("objective", declaration.name.text, block([goal]));
    }
    case "rule": {
      const { name, title, forEach, when, holds, actions, settings } = declaration;
      return phrase(
        "rule",
        name.text,
        title,
        block([
          forEach === undefined ? "" : `for each ${writeEach({ ...forEach })}`,
          phrase("when", when, holds && "for", holds),
          `do ${block(actions.map(writeAction))}`,
          ...settings.map(({ key, value }) => phrase(key, value)),
        ]),
      );
    }
    case "topology": {
      const parameters = declaration.parameters.map(({ text }) => text).join(" , ");
      return phrase("topology", declaration.name.text, `( ${parameters} )`, writeBlock(declaration.body));
    }
    case "plugin": {
      const { name, from, attributes } = declaration;
      return phrase("plugin", name.text, "from", from, writeAttributes(attributes));
    }
    case "test":
      return phrase("test", declaration.title, block(declaration.steps.map(writeStep)));
  }
}

function writeAttributes(attributes: readonly Attribute[]): string {
  if (attributes.length === 0) return "";
  return `{ ${attributes.map(({ name, value }) => `${name.text} : ${writeExpression(value)}`).join(" , ")} }`;
}

function writeNames(names: readonly NameRange[]): string {
  return names
    .map(({ first, last }) => first.text + (last === undefined ? "" : ` .. ${last.text}`))
    .join(" , ");
}

function writeEndpoint({ site, name }: Endpoint): string {
  return site ? `site ${name.text}` : name.text;
}

/** With the attributes, as a last end that is named `site` must not meet the next word. */
function writeEnds({ from, to, both }: Ends, attributes: readonly Attribute[]): string {
  const close = to.name.text === "site" && !to.site ? "{ }" : "";
  const arrow = both ? "<->" : "->";
  return phrase(writeEndpoint(from), arrow, writeEndpoint(to), writeAttributes(attributes) || close);
}

function writeMatcher({ not, name }: Matcher): string {
  return phrase(not ? "not" : "", name.text);
}

function writeNetworkItem(item: NetworkItem): string {
  switch (item.kind) {
    case "proxy":
    case "host":
      return phrase(item.kind, writeNames(item.names), writeAttributes(item.attributes));
    case "site":
      return phrase("site", item.name.text, writeAttributes(item.attributes));
    case "vm":
      return phrase(
        "vm",
        writeNames(item.names),
        item.on && `on ${item.on.text}`,
        writeAttributes(item.attributes),
      );
    case "path":
    case "link":
      return phrase(item.kind, writeEnds(item.ends, item.attributes));
    case "allow":
    case "deny":
      return phrase(item.kind, "link", writeEnds(item.ends, item.attributes));
    case "overlay":
      return phrase("overlay", item.call, writeAttributes(item.attributes));
    case "forward": {
      const ends = [writeMatcher(item.source), "->", writeMatcher(item.destination)];
      const via = item.via.map(({ text }) => text).join(" , ");
      return phrase("forward", ...ends, "via", via, writeAttributes(item.attributes));
    }
    case "pin":
      return `pin ${item.vm.text} on ${item.host.text}`;
    case "together":
    case "apart":
      return phrase(item.kind, writeNames(item.names));
  }
}

function writeAction({ verb, using, argument, attributes }: Action): string {
  return phrase(verb.text, using && `using ${using.text}`, argument, writeAttributes(attributes));
}

function writeBlock(statements: Block): string {
  return block(statements.map(writeStatement));
}

function writeStatement(statement: Statement): string {
  switch (statement.kind) {
    case "link": {
      const [from, to] = [statement.from, statement.to].map((end) => writeExpression(end, tightness.sum));
      return phrase("link", from, statement.both ? "<->" : "->", to, writeAttributes(statement.attributes));
    }
    case "let":
      return phrase("let", statement.name.text, "=", statement.value);
    case "for":
      return phrase("for", statement.name.text, "in", statement.list, writeBlock(statement.body));
    case "if": {
      const branches = statement.branches.map(({ condition, body }) =>
        phrase("if", condition, writeBlock(body)),
      );
      const otherwise = statement.otherwise === undefined ? [] : [writeBlock(statement.otherwise)];
      return [...branches, ...otherwise].join(" else ");
    }
  }
}

function writeStep(step: TestStep): string {
  switch (step.kind) {
    case "given":
      return phrase("given", writeGiven(step.given));
    case "at":
      return phrase("at", step.at, writeGiven(step.given));
    case "expect":
      return phrase("expect", step.condition, step.within && "within", step.within);
  }
}

function writeGiven(given: Given): string {
  switch (given.kind) {
    case "traffic-file":
      return phrase("traffic from", given.file);
    case "traffic":
      return phrase("traffic", given.call, "at", given.rate, given.lasts && "for", given.lasts);
    case "vm":
      return `vm ${given.vm.text} on ${given.host.text}`;
    case "host":
      return phrase("host", given.host.text, writeAttributes(given.attributes));
    case "path":
      return phrase("path", writeEnds(given.ends, given.attributes));
    case "fault":
      return phrase(
        given.restore ? "restore" : "fail",
        given.host.text,
        given.other && `<-> ${given.other.text}`,
      );
  }
}
