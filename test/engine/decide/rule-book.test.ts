// When rules fire: every sentence of the language about `for`, `cooldown`, `for each`, `priority`, stages, `hold` and the unknown.
import { describe, expect, test } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import type { Evaluator } from "../../../engine/decide/expression.ts";
import { referenceEvaluator } from "../../../engine/decide/reference-evaluator.ts";
import { RuleBook } from "../../../engine/decide/rule-book.ts";
import { act, alert, factsFor, givenRule, hold, TickingBook } from "./given-rule.ts";

const changed = { "app.changed": true };
const unchanged = { "app.changed": false };
const overloaded = { ">": [{ fact: ["host.load", { var: "h" }] }, 0.9] } as const;
const eachHost = { name: "h", in: { fact: ["hosts"] } };

describe.each<Evaluator>([closureEvaluator, referenceEvaluator])("with the evaluator $name", (evaluator) => {
  test("a rule fires on true, and not on false or unknown", () => {
    const book = new TickingBook([givenRule({ name: "follow" })], evaluator);
    expect(book.fired(0, unchanged)).toEqual([]);
    expect(book.fired(1, {})).toEqual([]);
    expect(book.fired(2, changed)).toEqual(["follow"]);
  });

  test("a comparison with what has not been measured does not fire", () => {
    const when = { "<": [{ fact: ["traffic.total"] }, 10_000] };
    expect(new TickingBook([givenRule({ name: "calm", when })], evaluator).fired(0, {})).toEqual([]);
  });

  test("a condition that reads the plan is evaluated last", () => {
    const when = { and: [{ fact: ["app.changed"] }, { ">": [{ fact: ["plan.gain"] }, 0.05] }] };
    const book = new RuleBook([givenRule({ name: "shorten", when })], evaluator);
    expect(book.decide(0, factsFor(unchanged)).firings).toEqual([]);
    const [firing] = book.decide(1, factsFor(changed)).firings;
    expect(firing?.needsPlan).toBe(true);
    expect(book.judge(firing, factsFor(changed), { gain: 0.04, pace: 1, moves: 0 }).value).toBe(false);
    expect(book.judge(firing, factsFor(changed), { gain: 0.06, pace: 1, moves: 0 }).value).toBe(true);
  });

  test("each member has its own value in the condition", () => {
    const rule = givenRule({ name: "flee", forEach: eachHost, when: overloaded });
    const facts = { hosts: [1, 2, 3], "host.load(1)": 0.5, "host.load(2)": 0.95, "host.load(3)": 0.1 };
    expect(new TickingBook([rule], evaluator).fired(0, facts)).toEqual(["flee 2"]);
  });
});

test("what was unknown is said, fact by fact", () => {
  const when = { and: [{ fact: ["app.changed"] }, { ">": [{ fact: ["traffic.total"] }, 1e6] }] };
  const [note] = new TickingBook([givenRule({ name: "follow", when })]).tick(0, changed).unknown;
  expect(note).toMatchObject({ part: "when", readings: [{ fact: "traffic.total", args: [] }] });
  expect(note?.rule.name).toBe("follow");
});

test("a firing says what its condition has read", () => {
  const [firing] = new TickingBook([givenRule({ name: "follow" })]).tick(0, changed).firings;
  expect(firing?.readings).toEqual([{ fact: "app.changed", args: [], value: true }]);
});

describe("`when C for D`", () => {
  const rule = givenRule({ name: "calm", forSeconds: 3, cooldownSeconds: 100 });

  test("fires when C has been true for D", () => {
    expect(new TickingBook([rule]).firingTimes(10, () => changed)).toEqual([3]);
  });

  test.each([
    ["false", unchanged],
    ["unknown", {}],
  ])("starts anew when C is %s in between", (_, between) => {
    const book = new TickingBook([rule]);
    expect(book.firingTimes(10, (now) => (now === 2 ? between : changed))).toEqual([6]);
  });

  test("counts in fractions of a second", () => {
    const short = givenRule({ name: "calm", forSeconds: 0.3, cooldownSeconds: 100 });
    const [time] = new TickingBook([short]).firingTimes(1, () => changed, 0.1);
    expect(time).toBeCloseTo(0.3, 9);
  });

  test("watches the condition while the rule cools down", () => {
    const book = new TickingBook([givenRule({ ...rule, cooldownSeconds: 5 })]);
    expect(book.firingTimes(14, (now) => (now === 7 ? unchanged : changed))).toEqual([3, 11]);
  });
});

describe("`cooldown D`", () => {
  test("keeps a rule from firing again within D of its last firing", () => {
    const book = new TickingBook([givenRule({ name: "follow", cooldownSeconds: 4 })]);
    expect(book.firingTimes(12, () => changed)).toEqual([0, 4, 8, 12]);
  });

  test("runs also when nothing came of the plan", () => {
    const book = new RuleBook([givenRule({ name: "follow", cooldownSeconds: 4 })], closureEvaluator);
    const [firing] = book.decide(0, factsFor(changed)).firings;
    book.confirm(firing, false);
    expect(book.decide(3, factsFor(changed)).firings).toEqual([]);
    expect(book.decide(4, factsFor(changed)).firings).toHaveLength(1);
  });

  test("tells the facts when the rule last fired", () => {
    const book = new RuleBook([givenRule({ name: "follow", cooldownSeconds: 4 })], closureEvaluator);
    const asked: number[] = [];
    const facts = factsFor(changed);
    for (const now of [0, 2]) {
      const { firings } = book.decide(now, (moment) => {
        asked.push(moment.firedAt);
        return facts(moment);
      });
      for (const firing of firings) book.confirm(firing, true);
    }
    expect(asked).toEqual([-Infinity, 0]);
  });
});

describe("`for each`", () => {
  const rule = givenRule({
    name: "flee",
    forEach: eachHost,
    when: overloaded,
    forSeconds: 2,
    cooldownSeconds: 5,
  });
  const loads = (one: number, two: number) => ({ hosts: [1, 2], "host.load(1)": one, "host.load(2)": two });

  test("watches every member on its own", () => {
    const book = new TickingBook([rule]);
    expect(book.fired(0, loads(1, 0))).toEqual([]);
    expect(book.fired(1, loads(1, 1))).toEqual([]);
    expect(book.fired(2, loads(0, 1))).toEqual([]);
    expect(book.fired(3, loads(0, 1))).toEqual(["flee 2"]);
  });

  test("cools down as one rule", () => {
    const book = new TickingBook([rule]);
    for (const now of [0, 1]) expect(book.fired(now, loads(1, 1))).toEqual([]);
    expect(book.fired(2, loads(1, 1))).toEqual(["flee 1"]);
    for (const now of [3, 4, 5, 6]) expect(book.fired(now, loads(0, 1))).toEqual([]);
    expect(book.fired(7, loads(0, 1))).toEqual(["flee 2"]);
  });

  test("forgets a member that is gone for a while", () => {
    const book = new TickingBook([rule]);
    book.fired(0, loads(1, 0));
    book.fired(1, { hosts: [2], "host.load(2)": 0 });
    expect(book.fired(2, loads(1, 0))).toEqual([]);
    expect(book.fired(4, loads(1, 0))).toEqual(["flee 1"]);
  });

  test("leaves out members for which `where` is not true", () => {
    const where = { ">": [{ fact: ["host.vms", { var: "h" }] }, 0] };
    const book = new TickingBook([givenRule({ ...rule, forSeconds: 0, forEach: { ...eachHost, where } })]);
    const decision = book.tick(0, { ...loads(1, 1), "host.vms(2)": 3 });
    expect(decision.firings.map(({ member }) => member)).toEqual([2]);
    expect(decision.unknown).toMatchObject([{ part: "where", member: 1, readings: [{ fact: "host.vms" }] }]);
  });

  test("says that its list is unknown", () => {
    expect(new TickingBook([rule]).tick(0, {}).unknown).toMatchObject([{ part: "in" }]);
  });

  test("gives actions the host from which to move", () => {
    const from = { var: "h" };
    const actions = [{ ...act("migrate"), from, moves: 1 } as const];
    const narrowed = givenRule({ ...rule, forSeconds: 0, actions: actions });
    const [firing] = new TickingBook([narrowed]).tick(0, loads(0, 1)).firings;
    expect(firing?.actions.map((action) => action.from)).toEqual([2]);
  });

  test("lets every member alert when there is no cooldown", () => {
    const loud = givenRule({ ...rule, forSeconds: 0, cooldownSeconds: 0, actions: [alert("overloaded")] });
    const { alerts } = new TickingBook([loud]).tick(0, loads(1, 1));
    expect(alerts.map(({ member, message }) => [member, message])).toEqual([
      [1, "overloaded"],
      [2, "overloaded"],
    ]);
  });
});

describe("which rule comes first", () => {
  test("the one with the higher priority, then the one that is written first", () => {
    const book = new TickingBook([
      givenRule({ name: "a", actions: [act("migrate")] }),
      givenRule({ name: "b", actions: [act("connect")] }),
      givenRule({ name: "c", actions: [act("forward")], priority: 1 }),
      givenRule({ name: "d", actions: [alert("d")], priority: -1 }),
      givenRule({ name: "e", actions: [alert("e")] }),
    ]);
    expect(book.fired(0, changed)).toEqual(["c", "a", "b", "e", "d"]);
  });

  test.each<[string, Parameters<typeof act>[0], Parameters<typeof act>[0], string[]]>([
    ["the same stage", "connect", "connect", ["first"]],
    ["other stages", "connect", "migrate", ["first", "second"]],
    ["all stages", "adapt", "migrate", ["first"]],
    ["a stage that `adapt` needs", "forward", "adapt", ["first"]],
    ["links after a reset", "reset", "connect", ["first"]],
    ["placement after a reset", "reset", "migrate", ["first", "second"]],
  ])("has the stages of a tick: %s", (_, first, second, fired) => {
    const book = new TickingBook([
      givenRule({ name: "second", actions: [act(second)] }),
      givenRule({ name: "first", actions: [act(first)], priority: 5 }),
    ]);
    // Both are decided before either is confirmed, as in a tick of the engine.
    expect(book.fired(0, changed)).toEqual(fired);
  });

  test("and the other has not fired: it does as soon as the stage is free", () => {
    const book = new TickingBook([
      givenRule({ name: "first", cooldownSeconds: 10 }),
      givenRule({ name: "second", actions: [act("connect"), act("forward")], cooldownSeconds: 10 }),
    ]);
    const decision = book.tick(0, changed);
    expect(decision.blocked.map(({ rule, by }) => [rule.name, by.name])).toEqual([["second", "first"]]);
    expect(book.fired(1, changed)).toEqual(["second"]);
  });

  test("a firing keeps its stages until it is settled", () => {
    const book = new RuleBook([givenRule({ name: "slow" })], closureEvaluator);
    const [firing] = book.decide(0, factsFor(changed)).firings;
    expect(book.decide(1, factsFor(changed)).firings).toEqual([]);
    book.confirm(firing, true);
    expect(book.decide(2, factsFor(changed)).firings).toHaveLength(1);
    expect(() => book.confirm(firing, true)).toThrow("no such firing under way");
  });
});

describe("`hold D`", () => {
  const freeze = givenRule({
    name: "freeze",
    when: { fact: ["link.up", "0-1"] },
    actions: [hold(5)],
    priority: 1,
    cooldownSeconds: 100,
  });
  const incident = { "link.up(0-1)": true };

  test("claims every stage for D", () => {
    const book = new TickingBook([freeze, givenRule({ name: "follow", actions: [act("migrate")] })]);
    expect(book.firingTimes(6, (now) => ({ ...changed, "link.up(0-1)": now === 0 }))).toEqual([0, 5, 6]);
  });

  test("does not keep rules from alerting", () => {
    const book = new TickingBook([freeze, givenRule({ name: "tell", actions: [alert("changed")] })]);
    expect(book.tick(0, { ...changed, ...incident }).alerts).toMatchObject([{ message: "changed" }]);
  });

  test("stops rules of any priority, not the one that holds", () => {
    const book = new TickingBook([
      givenRule({ ...freeze, cooldownSeconds: 0 }),
      givenRule({ name: "urgent", priority: 9, when: { fact: ["app.changed"] } }),
    ]);
    expect(book.fired(0, incident)).toEqual(["freeze"]);
    expect(book.tick(1, { ...incident, ...changed }).blocked.map(({ by }) => by.name)).toEqual(["freeze"]);
    expect(book.fired(4, { ...incident, ...changed })).toEqual(["freeze"]);
    expect(book.fired(8.9, changed)).toEqual([]);
    expect(book.fired(9, changed)).toEqual(["urgent"]);
  });
});
