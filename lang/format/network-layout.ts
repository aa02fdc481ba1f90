// How the items of `network` are laid out.
import type { Ends, Matcher, NameRange, NetworkItem } from "../syntax/tree.ts";
import { layoutAttributes } from "./attribute-layout.ts";
import type { Cursor } from "./cursor.ts";
import { choice, concat, concatAll, indent } from "./doc.ts";
import type { Doc } from "./doc.ts";
import { joined, layoutExpression } from "./expression-layout.ts";
import type { ItemBody } from "./item-layout.ts";

/** The head in columns, then the attributes. `level` is that of the item. */
function withAttributes(
  cursor: Cursor,
  level: number,
  kind: string,
  head: readonly Doc[],
  attributes: NetworkItem extends infer I ? (I extends { attributes: infer A } ? A : never) : never,
): ItemBody {
  const shown = head.filter((cell) => cell !== "");
  const entries = layoutAttributes(cursor, attributes, level);
  const parts = shown.flatMap((cell, i) => (i === 0 ? [cell] : [" ", cell]));
  const doc = concat(...parts, entries.doc === "" ? "" : " ", entries.doc);
  return { doc, cells: { kind, head, attributes: entries.cells } };
}

export function layoutNetworkItem(cursor: Cursor, item: NetworkItem, level: number): ItemBody {
  switch (item.kind) {
    case "proxy":
    case "host": {
      const head = concat(cursor.take(), " ", layoutNames(cursor, item.names));
      return withAttributes(cursor, level, "host", [head], item.attributes);
    }
    case "site":
      return withAttributes(cursor, level, "site", [cursor.words(2)], item.attributes);
    case "vm": {
      const head = concat(cursor.take(), " ", layoutNames(cursor, item.names));
      const on = item.on === undefined ? "" : cursor.words(2);
      return withAttributes(cursor, level, "vm", [head, on], item.attributes);
    }
    case "path":
    case "link": {
      const word = cursor.take();
      const [from, to] = layoutEnds(cursor, item.ends);
      return withAttributes(cursor, level, item.kind, [concat(word, " ", from), to], item.attributes);
    }
    case "allow":
    case "deny": {
      const [verb, word] = [cursor.take(), cursor.take("link")];
      const [from, to] = layoutEnds(cursor, item.ends);
      const head = [verb, concat(word, " ", from), to];
      return withAttributes(cursor, level, "permission", head, item.attributes);
    }
    case "overlay": {
      const head = concat(cursor.take(), " ", layoutExpression(cursor, item.call));
      return withAttributes(cursor, level, "overlay", [head], item.attributes);
    }
    case "forward": {
      const from = concat(cursor.take(), " ", layoutMatcher(cursor, item.source));
      const to = concat(cursor.take("->"), " ", layoutMatcher(cursor, item.destination));
      const hops: Doc[] = [];
      const via = cursor.take("via");
      for (const _ of item.via) {
        hops.push(cursor.take());
        cursor.skipComma();
      }
      return withAttributes(
        cursor,
        level,
        "forward",
        [from, to, concat(via, " ", ...joined(hops))],
        item.attributes,
      );
    }
    case "pin": {
      const head = [cursor.words(2), cursor.words(2)];
      return { doc: concat(head[0] ?? "", " ", head[1] ?? ""), cells: { kind: "pin", head } };
    }
    case "together":
    case "apart":
      return { doc: concat(cursor.take(), " ", layoutNames(cursor, item.names)) };
  }
}

/** Both ends, the arrow with the second. */
export function layoutEnds(cursor: Cursor, { from, to }: Ends): readonly [Doc, Doc] {
  const first = cursor.words(from.site ? 2 : 1);
  const arrow = cursor.take();
  return [first, concat(arrow, " ", cursor.words(to.site ? 2 : 1))];
}

function layoutMatcher(cursor: Cursor, { not }: Matcher): Doc {
  return cursor.words(not ? 2 : 1);
}

/** As many on a line as fit. */
function layoutNames(cursor: Cursor, names: readonly NameRange[]): Doc {
  const made: Doc[] = [];
  for (const { last } of names) {
    const first = cursor.take();
    made.push(last === undefined ? first : concat(first, cursor.take(".."), cursor.take()));
    cursor.skipComma();
  }
  if (made.length < 2) return concatAll(made);
  const items = made.map((name, i) => (i < made.length - 1 ? concat(name, ",") : name));
  return choice(concat(...joined(made)), indent({ kind: "fill", items }));
}
