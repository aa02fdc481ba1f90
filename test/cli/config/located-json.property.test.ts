// The reader with places agrees with the one of the language on every text.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type LocatedValue, parseLocatedJson } from "../../../cli/config/located-json.ts";

function plain({ value }: LocatedValue): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(plain);
  return Object.fromEntries(value.entries.map((entry) => [entry.name, plain(entry.value)]));
}

function isList(value: object): value is readonly LocatedValue[] {
  return Array.isArray(value);
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Whole texts, and texts with one character put in or taken out. */
const texts = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.nat(),
    fc.constantFrom(...'{}[],:"\\1-.eE \n\u0000\u007f\ud800tn'.split("")),
    fc.boolean(),
  )
  .map(([text, at, character, adds]) => {
    const place = at % (text.length + 1);
    return adds
      ? text.slice(0, place) + character + text.slice(place)
      : text.slice(0, place) + text.slice(place + 1);
  });

it("accepts what JSON.parse accepts, with the same value, and nothing else", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json({ maxDepth: 4 }), texts), (text) => {
      const located = parseLocatedJson(text);
      const expected = parsed(text);
      expect(located.ok ? { value: plain(located.root) } : undefined).toEqual(expected);
      expect(located.ok ? 0 : located.offset).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
});
