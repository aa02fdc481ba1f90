// What a formatted text is made of before it is known where its lines break: after Wadler's "A prettier printer".
import type { FormatToken } from "./format-token.ts";

/** A string is text without a line break. */
export type Doc = string | DocNode;

export type DocNode =
  | { readonly kind: "concat"; readonly parts: readonly Doc[] }
  /** A token of the source, with its comments. */
  | { readonly kind: "token"; readonly token: FormatToken }
  /** A line break where the group around it breaks, else a space, or nothing. */
  | { readonly kind: "line"; readonly flat: " " | "" }
  /** A line break, or with `blank` an empty line, in any case. */
  | { readonly kind: "hardline"; readonly blank: boolean }
  | { readonly kind: "indent"; readonly of: Doc }
  /** Stands on one line if it fits there; else every line break of its own is one. */
  | { readonly kind: "group"; readonly of: Doc }
  /** `flat` if that fits on the line, else `broken`. */
  | { readonly kind: "choice"; readonly flat: Doc; readonly broken: Doc }
  /** As many of the items on a line as fit. */
  | { readonly kind: "fill"; readonly items: readonly Doc[] }
  /** Comments with lines of their own. */
  | { readonly kind: "comments"; readonly texts: readonly string[] }
  /** A comment that ends the line, however long that gets; a line break must follow. */
  | { readonly kind: "suffix"; readonly text: string };

export const line: Doc = { kind: "line", flat: " " };
export const softline: Doc = { kind: "line", flat: "" };
export const hardline: Doc = { kind: "hardline", blank: false };
export const blankLine: Doc = { kind: "hardline", blank: true };

export function concat(...parts: readonly Doc[]): Doc {
  return { kind: "concat", parts };
}

export function concatAll(parts: readonly Doc[]): Doc {
  return { kind: "concat", parts };
}

export function indent(...parts: readonly Doc[]): Doc {
  return { kind: "indent", of: concatAll(parts) };
}

export function group(...parts: readonly Doc[]): Doc {
  return { kind: "group", of: concatAll(parts) };
}

export function choice(flat: Doc, broken: Doc): Doc {
  return { kind: "choice", flat, broken };
}

const known = new WeakMap<DocNode, boolean>();

/** Whether it cannot stand on one line: it holds a line break, or a comment, which ends its line. */
export function breaks(doc: Doc): boolean {
  if (typeof doc === "string") return false;
  const before = known.get(doc);
  if (before !== undefined) return before;
  const answer = breaksAnew(doc);
  known.set(doc, answer);
  return answer;
}

function breaksAnew(doc: DocNode): boolean {
  switch (doc.kind) {
    case "concat":
      return doc.parts.some(breaks);
    case "token":
      return doc.token.leading.length > 0 || doc.token.trailing !== undefined;
    case "line":
      return false;
    case "indent":
    case "group":
      return breaks(doc.of);
    case "choice":
      return breaks(doc.flat);
    case "fill":
      return doc.items.some(breaks);
    case "hardline":
    case "comments":
    case "suffix":
      return true;
  }
}

/** Its text on one line; undefined where it breaks. */
export function flatText(doc: Doc): string | undefined {
  if (breaks(doc)) return undefined;
  const pieces: string[] = [];
  collectFlat(doc, pieces);
  return pieces.join("");
}

function collectFlat(doc: Doc, pieces: string[]): void {
  if (typeof doc === "string") return void pieces.push(doc);
  switch (doc.kind) {
    case "concat":
      for (const part of doc.parts) collectFlat(part, pieces);
      return;
    case "token":
      return void pieces.push(doc.token.text);
    case "line":
      return void pieces.push(doc.flat);
    case "indent":
    case "group":
      return collectFlat(doc.of, pieces);
    case "choice":
      return collectFlat(doc.flat, pieces);
    case "fill":
      for (const [i, item] of doc.items.entries()) {
        if (i > 0) pieces.push(" ");
        collectFlat(item, pieces);
      }
      return;
    case "hardline":
    case "comments":
    case "suffix": // breaks, so it does not come here
  }
}
