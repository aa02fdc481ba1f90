// How attributes are laid out: `{ a: 1, b: 2 }` on the line, or one below the other without commas.
import type { Attribute } from "../syntax/tree.ts";
import type { Cursor } from "./cursor.ts";
import { choice, concat, hardline, indent } from "./doc.ts";
import type { Doc } from "./doc.ts";
import { joined, layoutExpression } from "./expression-layout.ts";
import { commentLines, layoutItem, layoutItems } from "./item-layout.ts";
import type { Item } from "./item-layout.ts";
import type { Cells } from "./table.ts";

export interface Entries {
  /** Empty where no brace stands. */
  readonly doc: Doc;
  /** What they are on one line, for a table; undefined where they stand on several. */
  readonly cells: NonNullable<Cells["attributes"]> | undefined;
}

/** `level` is that of the line with the brace. */
export function layoutAttributes(cursor: Cursor, attributes: readonly Attribute[], level: number): Entries {
  if (!cursor.is("{")) return { doc: "", cells: [] };
  return layoutEntries(cursor, level, attributes, ({ value }) => {
    const key = concat(cursor.take(), cursor.take(":"));
    const text = layoutExpression(cursor, value);
    return { doc: concat(key, " ", text), cells: { kind: "attribute", head: [key, text] } };
  });
}

/** What stands in braces on one line if it fits and the author did not begin a new line behind the brace. */
export function layoutEntries<T extends { readonly name: { readonly text: string } }>(
  cursor: Cursor,
  level: number,
  entries: readonly T[],
  layout: (entry: T) => { doc: Doc; cells: Cells },
): Entries {
  const opensWithRemark = cursor.next.trailing !== undefined;
  const open = cursor.take("{");
  const isOpened = cursor.next.beginsLine && entries.length > 0;
  const items: Item[] = [];
  const docs: Doc[] = [];
  for (const entry of entries) {
    const item = layoutItem(cursor, () => layout(entry));
    const endsWithSite = cursor.last.text === "site"; // with the next word it would be the form `site x`
    cursor.skipComma();
    const needsComma = endsWithSite || cursor.is("per"); // which would be the period
    items.push(needsComma ? { ...item, doc: concat(item.doc, ","), cells: undefined } : item);
    docs.push(item.doc);
  }
  const dangling = cursor.takeLeading();
  const close = cursor.take("}");
  if (items.length === 0 && dangling.length === 0) {
    const doc = concat(open, opensWithRemark ? hardline : "", close);
    return { doc, cells: [{ key: "", doc: "{}" }] };
  }
  const hasComments =
    dangling.length > 0 || items.some(({ comments, remark }) => comments.length > 0 || remark !== undefined);
  const last = [...(items.length > 0 && dangling.length > 0 ? [hardline] : []), ...commentLines(dangling)];
  const broken = concat(open, indent(hardline, layoutItems(items, level + 1), ...last), hardline, close);
  if (isOpened || hasComments) return { doc: broken, cells: undefined };
  const flat = concat(open, " ", ...joined(docs), " ", close);
  return {
    doc: choice(flat, broken),
    cells: docs.map((doc, i) => ({
      key: entries[i]?.name.text ?? "",
      doc: concat(i === 0 ? "{ " : "", doc, i < docs.length - 1 ? "," : " }"),
    })),
  };
}
