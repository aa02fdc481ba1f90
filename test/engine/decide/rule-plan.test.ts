// Rules whose condition also reads what their plan would bring: planned first, judged then.
import { describe, expect, test } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import { RuleBook } from "../../../engine/decide/rule-book.ts";
import { act, alert, factsFor, givenRule, TickingBook } from "./given-rule.ts";

const changed = { "app.changed": true };

describe("a condition that reads the plan", () => {
  const when = { and: [{ fact: ["app.changed"] }, { ">": [{ fact: ["plan.gain"] }, 0.05] }] };
  const rule = givenRule({
    name: "shorten",
    when,
    cooldownSeconds: 10,
    actions: [act("connect"), alert("done")],
  });

  test("starts the cooldown, and alerts, when it is confirmed", () => {
    const book = new RuleBook([rule], closureEvaluator);
    const decision = book.decide(0, factsFor(changed));
    expect(decision.alerts).toEqual([]);
    expect(book.confirm(decision.firings[0], true)).toMatchObject([{ message: "done" }]);
    expect(book.decide(9, factsFor(changed)).firings).toEqual([]);
    expect(book.decide(10, factsFor(changed)).firings).toHaveLength(1);
  });

  test("has not fired when it is declined, and is planned again after a second", () => {
    const book = new RuleBook([rule], closureEvaluator);
    const [firing] = book.decide(0, factsFor(changed)).firings;
    book.decline(firing, 0.2);
    expect(book.decide(1, factsFor(changed)).firings).toEqual([]);
    expect(book.decide(1.2, factsFor(changed)).firings).toHaveLength(1);
  });

  test("lets other rules have the stage once it is declined", () => {
    const book = new RuleBook(
      [givenRule({ ...rule, priority: 1 }), givenRule({ name: "other" })],
      closureEvaluator,
    );
    const [firing] = book.decide(0, factsFor(changed)).firings;
    book.decline(firing, 0);
    expect(book.decide(0.1, factsFor(changed)).firings.map((one) => one.rule.name)).toEqual(["other"]);
  });

  test("is not planned for while anything else is unknown", () => {
    const both = {
      and: [{ ">": [{ fact: ["traffic.total"] }, 1] }, { ">": [{ fact: ["plan.gain"] }, 0.05] }],
    };
    const decision = new TickingBook([givenRule({ name: "shorten", when: both })]).tick(0, {});
    expect(decision.firings).toEqual([]);
    expect(decision.unknown).toMatchObject([{ part: "when" }]);
  });

  test("does not need the plan where the rest decides", () => {
    const either = { or: [{ fact: ["app.changed"] }, { ">": [{ fact: ["plan.gain"] }, 0.05] }] };
    const [firing] = new TickingBook([givenRule({ name: "shorten", when: either })]).tick(0, changed).firings;
    expect(firing?.needsPlan).toBe(false);
  });
});
