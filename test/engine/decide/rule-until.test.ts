// `until C`: what a firing brought is taken back when C becomes true, except what a later firing claimed.
import { expect, test } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import { RuleBook, type Decision } from "../../../engine/decide/rule-book.ts";
import { act, factsFor, givenRule, hold, TickingBook } from "./given-rule.ts";

const until = { "<": [{ fact: ["traffic.total"] }, 10] };
const busy = { "app.changed": true, "traffic.total": 100 };
const steady = { "app.changed": false, "traffic.total": 100 };
const quiet = { "app.changed": false, "traffic.total": 1 };
const shorten = givenRule({ name: "shorten", actions: [act("connect"), act("forward")], until });

function undoneBy(decision: Decision): string[] {
  return decision.undone.map(({ firing, stages }) => `${firing.rule.name}: ${stages.join(" ")}`);
}

test("what the firing brought is taken back once", () => {
  const book = new TickingBook([shorten]);
  book.tick(0, busy);
  expect(undoneBy(book.tick(1, steady))).toEqual([]);
  expect(undoneBy(book.tick(2, quiet))).toEqual(["shorten: connect forward"]);
  expect(undoneBy(book.tick(3, quiet))).toEqual([]);
});

test("a rule that has not fired, or whose plan came to nothing, has nothing to take back", () => {
  const book = new RuleBook([shorten], closureEvaluator);
  expect(undoneBy(book.decide(0, factsFor(quiet)))).toEqual([]);
  const [firing] = book.decide(1, factsFor(busy)).firings;
  book.confirm(firing, false);
  expect(undoneBy(book.decide(2, factsFor(quiet)))).toEqual([]);
});

test("what a later firing claimed stays", () => {
  const book = new TickingBook([
    shorten,
    givenRule({ name: "reroute", when: { fact: ["link.up", "0-1"] }, actions: [act("forward")] }),
  ]);
  book.tick(0, busy);
  book.tick(1, { ...steady, "link.up(0-1)": true });
  expect(undoneBy(book.tick(2, quiet))).toEqual(["shorten: connect"]);
});

test("a later firing that changed nothing has claimed nothing", () => {
  const book = new RuleBook([givenRule({ ...shorten, cooldownSeconds: 1 })], closureEvaluator);
  for (const [now, applied] of [
    [0, true],
    [1, false],
  ] as const) {
    const [firing] = book.decide(now, factsFor(busy)).firings;
    book.confirm(firing, applied);
  }
  expect(book.decide(2, factsFor(quiet)).undone.map(({ firing }) => firing.at)).toEqual([0]);
});

test("a firing whose stages were all claimed later is never taken back", () => {
  const book = new TickingBook([
    shorten,
    givenRule({ name: "rebuild", when: { fact: ["link.up", "0-1"] }, actions: [act("adapt")] }),
  ]);
  book.tick(0, busy);
  book.tick(1, { ...steady, "link.up(0-1)": true });
  expect(undoneBy(book.tick(2, quiet))).toEqual([]);
});

test("unknown is not true", () => {
  const book = new TickingBook([shorten]);
  book.tick(0, busy);
  const decision = book.tick(1, { "app.changed": false });
  expect(undoneBy(decision)).toEqual([]);
  expect(decision.unknown).toMatchObject([{ part: "until", readings: [{ fact: "traffic.total" }] }]);
});

test("a condition that was true already when the rule fired has to become true anew", () => {
  const book = new TickingBook([shorten]);
  book.tick(0, { ...quiet, "app.changed": true });
  expect(undoneBy(book.tick(1, quiet))).toEqual([]);
  expect(undoneBy(book.tick(2, steady))).toEqual([]);
  expect(undoneBy(book.tick(3, quiet))).toEqual(["shorten: connect forward"]);
});

test("nothing is taken back under a `hold`, but after it", () => {
  const freeze = givenRule({ name: "freeze", when: { fact: ["link.up", "0-1"] }, actions: [hold(5)] });
  const book = new TickingBook([shorten, freeze]);
  book.tick(0, busy);
  book.tick(1, { ...steady, "link.up(0-1)": true });
  expect(undoneBy(book.tick(2, quiet))).toEqual([]);
  expect(undoneBy(book.tick(3, steady))).toEqual([]);
  expect(undoneBy(book.tick(6, steady))).toEqual(["shorten: connect forward"]);
});

test("while another firing has the stage, taking back waits and leaves what that firing claimed", () => {
  const reroute = givenRule({
    name: "reroute",
    when: { fact: ["link.up", "0-1"] },
    actions: [act("forward")],
  });
  const book = new RuleBook([shorten, reroute], closureEvaluator);
  const [first] = book.decide(0, factsFor(busy)).firings;
  book.confirm(first, true);
  const decision = book.decide(1, factsFor({ ...quiet, "link.up(0-1)": true }));
  expect(undoneBy(decision)).toEqual([]);
  book.confirm(decision.firings[0], true);
  expect(undoneBy(book.decide(2, factsFor(quiet)))).toEqual(["shorten: connect"]);
});

test("every member has its own end", () => {
  const forEach = { name: "h", in: { fact: ["hosts"] } };
  const load = { fact: ["host.load", { var: "h" }] } as const;
  const book = new TickingBook([
    givenRule({
      name: "flee",
      forEach,
      when: { ">": [load, 0.9] },
      until: { "<": [load, 0.1] },
      actions: [act("migrate")],
    }),
  ]);
  const loads = (one: number, two: number) => ({ hosts: [1, 2], "host.load(1)": one, "host.load(2)": two });
  book.tick(0, loads(1, 0.5));
  expect(book.tick(1, loads(0.5, 0)).undone).toEqual([]);
  expect(book.tick(2, loads(0, 0.5)).undone.map(({ firing }) => firing.member)).toEqual([1]);
});
