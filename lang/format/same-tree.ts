// Whether two trees say the same, wherever in their texts they say it.
import type { PolicyTree } from "../syntax/tree.ts";

export function isSameTree(a: PolicyTree, b: PolicyTree): boolean {
  return (
    isSame(a.edition, b.edition) && isSame(a.imports, b.imports) && isSame(a.declarations, b.declarations)
  );
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const key of keys) {
    if (key === "span" || key === "depth") continue;
    if (!isSame(left[key], right[key])) return false;
  }
  return true;
}
