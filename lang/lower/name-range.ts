// The names that `n1..n4`, `v01..v12` and `a..d` stand for.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { Name } from "../syntax/expression.ts";
import type { NameRange } from "../syntax/tree.ts";

/** The most names that one range can have. Own choice. */
const maximumNames = 100_000;

/** Why a range has no members, or its members in order. */
function membersOf(first: string, last: string): readonly string[] | string {
  const [from, to] = [/^(.*?)(\d+)$/s.exec(first), /^(.*?)(\d+)$/s.exec(last)];
  if (from !== null && to !== null) {
    const [, prefix = "", low = ""] = from;
    const [, otherPrefix = "", high = ""] = to;
    if (prefix !== otherPrefix) return `\`${first}\` and \`${last}\` differ in more than their number`;
    const size = Number(high) - Number(low) + 1;
    if (size < 1) return `\`${first}\` comes after \`${last}\``;
    if (size > maximumNames) return `a range has at most ${maximumNames} names`;
    return Array.from({ length: size }, (_, i) => prefix + String(Number(low) + i).padStart(low.length, "0"));
  }
  const [a, b] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
  const isLetter = /^[A-Za-z]$/;
  if (!isLetter.test(first) || !isLetter.test(last))
    return `\`${first}\` and \`${last}\` end neither in numbers nor are single letters`;
  if ((first.toLowerCase() === first) !== (last.toLowerCase() === last))
    return `\`${first}\` and \`${last}\` differ in case`;
  if (a > b) return `\`${first}\` comes after \`${last}\``;
  return Array.from({ length: b - a + 1 }, (_, i) => String.fromCodePoint(a + i));
}

/** Every member carries the span of the whole range. */
export function namesOf(range: NameRange, diagnostics: DiagnosticBag): readonly Name[] {
  if (range.first.text === "" || range.last?.text === "") return [];
  if (range.last === undefined) return [range.first];
  const members = membersOf(range.first.text, range.last.text);
  if (typeof members === "string") {
    diagnostics.report("name/range", range.span, members, {
      help: "a range is like `n1..n4`, `v01..v12` or `a..d`",
    });
    return [];
  }
  return members.map((text) => ({ text, span: range.span }));
}
