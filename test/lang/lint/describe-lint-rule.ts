// What every lint rule must do: its page says what it is, the page's snippets are its tests, and so are the texts that it is given.
import { describe, expect, it } from "vitest";
import type { Diagnostic, LintRule } from "../../../lang/index.ts";
import { lint } from "../../../lang/index.ts";
import { loadFrom, readMarks, sampleNetwork } from "../compile-text.ts";
import { headings, readLintPage } from "./lint-page.ts";

/** A text without a network of its own is about hosts a..d, VMs v1..v4 and the sites east and west. */
export function lintText(text: string): readonly Diagnostic[] {
  const whole = /^network /m.test(text) ? text : `${text}\n${sampleNetwork}`;
  return lint({ path: "sample.vnet", text: whole }, { load: loadFrom({}) }).diagnostics;
}

export interface LintCases {
  /** Policies with a mark `«…»` where the rule must report, and nothing else may. */
  readonly finds: readonly string[];
  /** Policies in which nothing must be reported. */
  readonly leaves: readonly string[];
}

export function describeLintRule(rule: LintRule, { finds, leaves }: LintCases): void {
  describe(`lint rule ${rule.id}`, () => {
    const page = readLintPage(rule);

    it("has a page with the headings of every page, none of them empty", () => {
      expect(page.title).toBe(rule.id);
      expect([...page.sections.keys()]).toEqual(headings);
      for (const [heading, text] of page.sections) expect([heading, text]).not.toEqual([heading, ""]);
      expect(rule.title).not.toMatch(/^[A-Z…]|[.…]$/);
    });

    it("reports what the page says to avoid, and nothing else there", () => {
      expect(page.snippets("Avoid").length).toBeGreaterThan(0);
      for (const text of page.snippets("Avoid")) {
        const found = lintText(text);
        expect([...new Set(found.map(({ id }) => id))]).toEqual([rule.id]);
        expect(found[0]?.severity).toBe(rule.severity);
      }
    });

    it("has nothing against what the page prefers", () => {
      expect(page.snippets("Prefer").length).toBeGreaterThan(0);
      for (const text of page.snippets("Prefer")) expect(lintText(text)).toEqual([]);
    });

    it.each(finds)("finds %s", (marked) => {
      const { text, marks } = readMarks(marked);
      const found = lintText(text).map(({ id, span }) => [id, span.start, span.end]);
      expect(found).toEqual(marks.map(([start, end]) => [rule.id, start, end]));
    });

    it.each(leaves)("leaves %s", (text) => {
      expect(lintText(text)).toEqual([]);
    });
  });
}
