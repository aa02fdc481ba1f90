// How the declarations of a file are laid out, beside what stands in a network.
import type {
  Action,
  Block,
  Declaration,
  Given,
  LimitDeclaration,
  RuleDeclaration,
  Statement,
  TestStep,
} from "../syntax/tree.ts";
import { layoutAttributes, layoutEntries } from "./attribute-layout.ts";
import type { Cursor } from "./cursor.ts";
import { concat, group, indent, line } from "./doc.ts";
import type { Doc } from "./doc.ts";
import { joined, layoutEach, layoutExpression, led } from "./expression-layout.ts";
import { layoutBlock, layoutItem } from "./item-layout.ts";
import type { Item } from "./item-layout.ts";
import { layoutEnds, layoutNetworkItem } from "./network-layout.ts";

/** One at level 0. */
export function layoutDeclaration(cursor: Cursor, declaration: Declaration): Doc {
  switch (declaration.kind) {
    case "network":
      return concat(
        cursor.words(2),
        " ",
        layoutBlock(cursor, 0, () =>
          declaration.items.map((item) => layoutItem(cursor, () => layoutNetworkItem(cursor, item, 1))),
        ),
      );
    case "infer":
      return spaced(cursor.take(), layoutAttributes(cursor, declaration.attributes, 0).doc);
    case "limit":
      return layoutLimit(cursor, declaration);
    case "objective":
      return concat(
        cursor.words(2),
        " ",
        layoutBlock(cursor, 0, () => [
          clause(cursor, () => concat(cursor.take(), " ", layoutExpression(cursor, declaration.expression))),
        ]),
      );
    case "rule":
      return layoutRule(cursor, declaration);
    case "topology": {
      const head = concat(cursor.words(2), cursor.take("("));
      const parameters: Doc[] = [];
      for (const _ of declaration.parameters) {
        parameters.push(cursor.take());
        cursor.skipComma();
      }
      const close = cursor.take(")");
      return concat(head, ...joined(parameters), close, " ", layoutStatements(cursor, declaration.body, 0));
    }
    case "plugin": {
      const head = cursor.words(4);
      return spaced(head, layoutAttributes(cursor, declaration.attributes, 0).doc);
    }
    case "test":
      return concat(
        cursor.words(2),
        " ",
        layoutBlock(cursor, 0, () =>
          declaration.steps.map((step) => clause(cursor, () => layoutStep(cursor, step))),
        ),
      );
  }
}

function spaced(...parts: readonly Doc[]): Doc {
  const shown = parts.filter((part) => part !== "");
  return concat(...shown.flatMap((part, i) => (i === 0 ? [part] : [" ", part])));
}

/** An item that stands in no table. */
function clause(cursor: Cursor, layout: () => Doc): Item {
  return layoutItem(cursor, () => ({ doc: layout() }));
}

function layoutLimit(cursor: Cursor, { entries }: LimitDeclaration): Doc {
  const head = cursor.take();
  const body = layoutEntries(cursor, 0, entries, ({ value, per }) => {
    const name = cursor.take();
    const most = concat(cursor.take(), " ", layoutExpression(cursor, value));
    const period = per === undefined ? "" : concat(" ", led(cursor, "per", per));
    const bound = concat(most, period);
    return { doc: concat(name, " ", bound), cells: { kind: "limit", head: [name, bound] } };
  });
  return spaced(head, body.doc);
}

function layoutRule(cursor: Cursor, rule: RuleDeclaration): Doc {
  const head = cursor.words(rule.title === undefined ? 2 : 3);
  const body = layoutBlock(cursor, 0, () => {
    const clauses: Item[] = [];
    const { forEach } = rule;
    if (forEach !== undefined)
      clauses.push(clause(cursor, () => group(cursor.words(2), " ", indent(layoutEach(cursor, forEach)))));
    clauses.push(
      clause(cursor, () => {
        const when = led(cursor, "when", rule.when);
        return rule.holds === undefined ? when : lasting(cursor, when, "for", rule.holds);
      }),
    );
    clauses.push(clause(cursor, () => layoutActions(cursor, rule.actions)));
    for (const { value } of rule.settings)
      clauses.push(clause(cursor, () => concat(cursor.take(), " ", layoutExpression(cursor, value))));
    return clauses;
  });
  return concat(head, " ", body);
}

/** `… for 10 s`, `… within 3 s`. */
function lasting(cursor: Cursor, of: Doc, word: string, duration: RuleDeclaration["when"]): Doc {
  return group(of, indent(line, led(cursor, word, duration)));
}

function layoutActions(cursor: Cursor, actions: readonly Action[]): Doc {
  const word = cursor.take("do");
  if (cursor.is("{")) {
    const body = layoutBlock(cursor, 1, () =>
      actions.map((action) => clause(cursor, () => layoutAction(cursor, action, 2))),
    );
    return concat(word, " ", body);
  }
  const [action] = actions;
  return action === undefined ? word : concat(word, " ", layoutAction(cursor, action, 1));
}

function layoutAction(cursor: Cursor, { using, attributes, argument }: Action, level: number): Doc {
  const verb = cursor.take();
  if (argument !== undefined) return concat(verb, " ", layoutExpression(cursor, argument));
  const planner = using === undefined ? "" : cursor.words(2);
  return spaced(verb, planner, layoutAttributes(cursor, attributes, level).doc);
}

function layoutStatements(cursor: Cursor, block: Block, level: number): Doc {
  return layoutBlock(cursor, level, () =>
    block.map((statement) => clause(cursor, () => layoutStatement(cursor, statement, level + 1))),
  );
}

function layoutStatement(cursor: Cursor, statement: Statement, level: number): Doc {
  switch (statement.kind) {
    case "link": {
      const from = concat(cursor.take(), " ", layoutExpression(cursor, statement.from));
      const to = concat(cursor.take(), " ", layoutExpression(cursor, statement.to));
      return spaced(group(from, indent(line, to)), layoutAttributes(cursor, statement.attributes, level).doc);
    }
    case "let":
      return concat(cursor.words(3), " ", layoutExpression(cursor, statement.value));
    case "for": {
      const head = concat(cursor.words(3), " ", layoutExpression(cursor, statement.list));
      return concat(head, " ", layoutStatements(cursor, statement.body, level));
    }
    case "if": {
      const parts: Doc[] = [];
      for (const [i, { condition, body }] of statement.branches.entries()) {
        parts.push(i === 0 ? "" : concat(" ", cursor.take("else"), " "));
        parts.push(led(cursor, "if", condition), " ");
        parts.push(layoutStatements(cursor, body, level));
      }
      if (statement.otherwise !== undefined)
        parts.push(" ", cursor.take("else"), " ", layoutStatements(cursor, statement.otherwise, level));
      return concat(...parts);
    }
  }
}

function layoutStep(cursor: Cursor, step: TestStep): Doc {
  const word = cursor.take();
  switch (step.kind) {
    case "given":
      return concat(word, " ", layoutGiven(cursor, step.given));
    case "at":
      return concat(word, " ", layoutExpression(cursor, step.at), " ", layoutGiven(cursor, step.given));
    case "expect": {
      const expected = concat(word, " ", layoutExpression(cursor, step.condition));
      return step.within === undefined ? expected : lasting(cursor, expected, "within", step.within);
    }
  }
}

function layoutGiven(cursor: Cursor, given: Given): Doc {
  switch (given.kind) {
    case "traffic-file":
      return cursor.words(3);
    case "traffic": {
      const pattern = concat(cursor.take(), " ", layoutExpression(cursor, given.call));
      const rate = led(cursor, "at", given.rate);
      if (given.lasts === undefined) return group(pattern, indent(line, rate));
      return group(pattern, indent(line, rate, line, led(cursor, "for", given.lasts)));
    }
    case "vm":
      return cursor.words(4);
    case "host":
      return spaced(cursor.words(2), layoutAttributes(cursor, given.attributes, 1).doc);
    case "path": {
      const head = cursor.take();
      const [from, to] = layoutEnds(cursor, given.ends);
      return spaced(head, from, to, layoutAttributes(cursor, given.attributes, 1).doc);
    }
    case "fault":
      return cursor.words(given.other === undefined ? 2 : 4);
  }
}
