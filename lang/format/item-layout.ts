// How the items of a block are laid out: each on lines of its own, and neighbours of one kind as a table.
import type { Cursor } from "./cursor.ts";
import { blankLine, concat, concatAll, flatText, hardline, indent } from "./doc.ts";
import type { Doc } from "./doc.ts";
import type { Comment } from "./format-token.ts";
import { alignRows } from "./table.ts";
import type { Cells } from "./table.ts";

/** What a declaration of a block becomes, its comments aside. */
export interface ItemBody {
  readonly doc: Doc;
  /** For items that neighbours of the same kind are aligned with. */
  readonly cells?: Cells | undefined;
}

export interface Item extends ItemBody {
  readonly comments: readonly Comment[];
  /** An empty line stands before the item, behind its comments. */
  readonly afterBlank: boolean;
  /** The comment behind it. */
  readonly remark: string | undefined;
}

/** Lays out one item; the comments before and behind it are not part of it. */
export function layoutItem(cursor: Cursor, layout: () => ItemBody): Item {
  const { afterBlank } = cursor.next;
  const comments = cursor.takeLeading();
  const body = layout();
  return { ...body, comments, afterBlank, remark: cursor.takeTrailing() };
}

/** Whether an empty line stands before an item and its comments. */
export function followsBlank({ comments, afterBlank }: Item): boolean {
  return (comments[0] ?? { afterBlank }).afterBlank;
}

/** Comments with lines of their own, and the empty lines between them. */
export function commentLines(comments: readonly Comment[]): Doc[] {
  return comments.flatMap(({ text, afterBlank }, i): Doc[] => [
    ...(i === 0 ? [] : [afterBlank ? blankLine : hardline]),
    { kind: "comments", texts: [text] },
  ]);
}

function withRemark(doc: Doc, remark: string | undefined): Doc {
  return remark === undefined ? doc : concat(doc, { kind: "suffix", text: remark });
}

/** One below the other, as they stand at that level; `separate` says whether an empty line goes between two. */
export function layoutItems(
  items: readonly Item[],
  level: number,
  separate: (before: Item, item: Item) => boolean = (_, item) => followsBlank(item),
): Doc {
  const rows = alignRows(items, level, (item) => item.comments.length > 0 || item.afterBlank);
  const parts: Doc[] = [];
  for (const [i, item] of items.entries()) {
    const before = items[i - 1];
    if (before !== undefined) parts.push(separate(before, item) ? blankLine : hardline);
    if (item.comments.length > 0)
      for (const each of [...commentLines(item.comments), item.afterBlank ? blankLine : hardline])
        parts.push(each);
    parts.push(rows[i] ?? withRemark(item.doc, item.remark));
  }
  return concatAll(parts);
}

/** `{ … }`, always open, unless there is nothing in it. `level` is that of the line with the brace. */
export function layoutBlock(cursor: Cursor, level: number, layoutInside: () => readonly Item[]): Doc {
  const opensWithRemark = cursor.next.trailing !== undefined;
  const open = cursor.take("{");
  const items = layoutInside();
  const comments = cursor.takeLeading();
  const close = cursor.take("}");
  const inside: Doc[] = [];
  if (items.length > 0) inside.push(hardline, layoutItems(items, level + 1));
  if (comments.length > 0) {
    inside.push(items.length > 0 && comments[0]?.afterBlank === true ? blankLine : hardline);
    for (const each of commentLines(comments)) inside.push(each);
  }
  if (inside.length === 0) return concat(open, opensWithRemark ? hardline : "", close);
  return concat(open, indent(...inside), hardline, close);
}

/** Whether it can stand on one line, and does. */
export function isOneLine({ doc, comments }: Item): boolean {
  return comments.length === 0 && flatText(doc) !== undefined;
}
