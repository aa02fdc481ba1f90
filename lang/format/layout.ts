// How a whole file is laid out: edition, imports, declarations, and the empty lines between them.
import type { PolicyTree } from "../syntax/tree.ts";
import { Cursor } from "./cursor.ts";
import { OutOfStep } from "./cursor.ts";
import { blankLine, concat, concatAll } from "./doc.ts";
import type { Doc } from "./doc.ts";
import { layoutDeclaration } from "./declaration-layout.ts";
import { layoutExpression } from "./expression-layout.ts";
import type { FormatToken } from "./format-token.ts";
import { commentLines, followsBlank, isOneLine, layoutItem, layoutItems } from "./item-layout.ts";
import type { Item } from "./item-layout.ts";

/** Throws `OutOfStep` where the tokens are not those of the tree. */
export function layoutPolicy(tree: PolicyTree, tokens: readonly FormatToken[]): Doc {
  const cursor = new Cursor(tokens, tree.parenthesised);
  const items: Item[] = [];
  const heads = new Set<Item>();
  const add = (layout: () => Doc): Item => {
    const item = layoutItem(cursor, () => ({ doc: layout() }));
    items.push(item);
    return item;
  };
  const { edition } = tree;
  if (edition !== undefined) {
    const item = add(() => concat(cursor.take("edition"), " ", layoutExpression(cursor, edition)));
    heads.add(item);
  }
  for (const { alias } of tree.imports) heads.add(add(() => cursor.words(alias === undefined ? 2 : 4)));
  const first = edition === undefined ? undefined : items[0];
  for (const declaration of tree.declarations) add(() => layoutDeclaration(cursor, declaration));
  const body = layoutItems(
    items,
    0,
    (before, item) =>
      before === first ||
      heads.has(before) !== heads.has(item) ||
      !isOneLine(before) ||
      !isOneLine(item) ||
      followsBlank(item),
  );
  const { next } = cursor;
  if (next.text !== "") throw new OutOfStep("the end of the file", next.text);
  const comments = cursor.takeLeading();
  if (comments.length === 0) return body;
  const isApart = items.length > 0 && comments[0]?.afterBlank === true;
  return concatAll([body, items.length === 0 ? "" : isApart ? blankLine : "", ...commentLines(comments)]);
}
