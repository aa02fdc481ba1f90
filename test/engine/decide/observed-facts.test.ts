// What each fact of the catalogue is for a known observation, and that what was not measured is unknown.
import { describe, expect, test } from "vitest";
import type { Value } from "../../../engine/decide/fact-source.ts";
import { ObservedFacts } from "../../../engine/decide/observed-facts.ts";
import { ruleFacts, type PlanFacts } from "../../../engine/decide/rule-facts.ts";
import type { Observation } from "../../../engine/model/observation.ts";
import { facts, type FactKind, type FactName } from "../../../lang/ir/facts.ts";
import { betweenHosts, east, givenObservation, link, network, proxy, west } from "./given-network.ts";

function read(observation: Observation, name: FactName, args: readonly Value[] = [], adaptedAt = -Infinity) {
  return new ObservedFacts(network, observation, { prune: 0.1, adaptedAt }).read(name, args);
}

const measured = givenObservation(
  [
    [0, 1, 40],
    [1, 0, 20],
    [0, 2, 30],
    [0, 3, 7],
    [2, 1, 1],
  ],
  {
    carriedBps: 90,
    shape: [{ class: "ring" }, { class: "all-to-all" }],
    changedAt: 93,
    hostLoad: Float64Array.of(0.1, 0.5, 0.9, 0.2),
    vmCompute: Float64Array.of(0.25, 0.8, NaN, 0.125),
    pathRate: betweenHosts(80),
    pathDelay: betweenHosts(0.01),
    overlay: [link(1, 2, 3), link(2, 3, 2), link(1, 3, 0)],
    linkUp: Uint8Array.of(1, 1, 0),
    routes: [
      { from: 0, to: 1, hosts: [1, 2] },
      { from: 0, to: 2, hosts: [1, 2, 3] },
    ],
  },
);

test.each<[FactName, Value[], Value | undefined]>([
  ["traffic.total", [], 98],
  ["traffic.carried", [], 90],
  ["traffic", [0, 1], 40],
  ["traffic", [1, 2], 0],
  ["traffic.between", [west, east], 31],
  ["traffic.between", [east, west], 31],
  ["traffic.between", [west, west], 67],
  ["traffic.between", [east, east], 0],
  ["traffic.through", [2], 30],
  ["traffic.through", [proxy], 21],
  ["traffic.through", [1], 0],
  ["app.shape", [], "ring"],
  ["app.age", [], 7],
  ["hosts", [], [1, 2, 3]],
  ["vms", [], [0, 1, 2, 3]],
  ["links", [], ["0-1", "0-2", "0-3", "1-2", "2-3", "1-3"]],
  ["flows", [], ["0>1", "0>2", "0>3", "1>0"]],
  ["host.load", [1], 0.6875],
  ["host.load", [2], 1],
  ["host.load", [3], 0.2],
  ["host.memory-used", [1], 0.5],
  ["host.vms", [1], 2],
  ["host.vms", [proxy], 0],
  ["vm.host", [2], 3],
  ["link.load", ["1-2"], 70 / 80],
  ["link.load", ["0-1"], 20 / 80],
  ["link.load", ["0-2"], 20 / 80],
  ["link.rate", ["1-2"], 80],
  ["link.rtt", ["1-2"], 0.02],
  ["link.up", ["1-2"], true],
  ["link.up", ["1-3"], false],
  ["link.up", [[3, 1]], false],
  ["link.up", ["0-1"], undefined],
  ["flow.from", ["0>2"], 0],
  ["flow.to", ["0>2"], 2],
  ["flow.rate", ["0>2"], 30],
  ["path.rate", [1, 3], 80],
  ["path.delay", [1, 3], 0.01],
  ["overlay.links", [], ["1-2", "2-3", "1-3"]],
  ["overlay.cost", [], 5],
  ["throughput", [], undefined],
])("%s of %j is %j", (name, args, value) => {
  expect(read(measured, name, args)).toEqual(value);
});

test("the time since the last adaptation is unknown before the first", () => {
  expect(read(measured, "since.adaptation")).toBeUndefined();
  expect(read(measured, "since.adaptation", [], 98)).toBe(2);
});

describe("unknown is not false and not zero", () => {
  test.each<[FactName, Value[]]>([
    ["traffic.carried", []],
    ["app.age", []],
    ["host.load", [1]],
    ["link.load", ["0-1"]],
    ["link.rate", ["0-1"]],
    ["link.rtt", ["0-1"]],
    ["path.rate", [1, 2]],
    ["path.delay", [1, 2]],
  ])("%s of %j has not been measured", (name, args) => {
    expect(read(givenObservation(), name, args)).toBeUndefined();
  });

  test.each<[FactName, Value[]]>([
    ["traffic", [0, 9]],
    ["traffic.between", [0, 7]],
    ["traffic.through", [-1]],
    ["host.load", [1.5]],
    ["host.vms", [9]],
    ["host.memory-used", [9]],
    ["vm.host", [4]],
    ["link.rate", ["1-1"]],
    ["link.rate", ["x"]],
    ["flow.from", ["0>9"]],
    ["flow.rate", ["7"]],
  ])("%s of %j does not exist", (name, args) => {
    expect(read(measured, name, args)).toBeUndefined();
  });

  test("nothing that depends on where a VM runs is known before it has been seen", () => {
    const unseen = givenObservation([[0, 2, 5]], {
      mapping: Int32Array.of(1, 2, -1, 1),
      pathRate: betweenHosts(80),
    });
    expect(read(unseen, "vm.host", [2])).toBeUndefined();
    expect(read(unseen, "link.load", ["0-1"])).toBeUndefined();
    expect(read(unseen, "traffic.through", [proxy])).toBeUndefined();
    expect(read(unseen, "traffic.between", [west, east])).toBeUndefined();
  });
});

test("a link is limited by the cards at its ends, and carries no more than it can", () => {
  const fast = givenObservation([[0, 2, 500]], { pathRate: betweenHosts(400) });
  expect(read(fast, "link.rate", ["0-1"])).toBe(100);
  expect(read(fast, "link.load", ["0-1"])).toBe(1);
});

test("a route that does not join the hosts of its VMs any more gives way to the star", () => {
  const moved = { ...measured, mapping: Int32Array.of(3, 2, 3, 1) };
  expect(read(moved, "traffic.through", [proxy])).toBe(40 + 20 + 7 + 1);
});

test("a route over a link that is down gives way to the star", () => {
  const broken = { ...measured, linkUp: Uint8Array.of(1, 0, 0) };
  expect(read(broken, "traffic.through", [2])).toBe(0);
  expect(read(broken, "traffic.through", [proxy])).toBe(20 + 30 + 1);
});

describe("facts that depend on who asks", () => {
  const others = new ObservedFacts(network, measured, { prune: 0.1, adaptedAt: 0 });
  const readAs = (name: FactName, firedAt: number, plan?: PlanFacts) =>
    ruleFacts(measured, plan === undefined ? { firedAt } : { firedAt, plan }, others).read(name, []);

  test("the application has changed since the rule last fired, or since the start", () => {
    expect(readAs("app.changed", -Infinity)).toBe(true);
    expect(readAs("app.changed", 92)).toBe(true);
    expect(readAs("app.changed", 93)).toBe(false);
    const never = ruleFacts(givenObservation(), { firedAt: -Infinity }, others);
    expect(never.read("app.changed", [])).toBe(false);
  });

  test("a plan is unknown until there is one", () => {
    expect(readAs("plan.gain", 0)).toBeUndefined();
    expect(readAs("plan.moves", 0)).toBeUndefined();
    expect(readAs("plan.gain", 0, { gain: NaN, pace: 1, moves: 2 })).toBeUndefined();
    expect(readAs("plan.gain", 0, { gain: 0.3, pace: 1, moves: 2 })).toBe(0.3);
    expect(readAs("plan.moves", 0, { gain: 0.3, pace: 1, moves: 2 })).toBe(2);
    expect(readAs("plan.pace", 0)).toBeUndefined();
    expect(readAs("plan.pace", 0, { gain: 0.3, pace: 1.2, moves: 2 })).toBe(1.2);
  });

  test("every fact of rules in the catalogue is answered, of the kind that it promises", () => {
    const anArgument: Partial<Record<FactKind, Value>> = {
      host: 1,
      vm: 1,
      site: west,
      link: "1-2",
      flow: "0>1",
    };
    const known = new ObservedFacts(network, measured, { prune: 0.1, adaptedAt: 0 });
    const source = ruleFacts(measured, { firedAt: 0, plan: { gain: 1, pace: 1, moves: 1 } }, known);
    for (const [name, signature] of Object.entries(facts)) {
      const args = signature.takes.map((kind) => anArgument[kind] ?? "");
      const value = source.read(name as FactName, args);
      expect([name, jsonTypeOf(value)]).toEqual([name, promisedType(signature)]);
    }
  });
});

function jsonTypeOf(value: Value | undefined): string {
  return Array.isArray(value) ? "list" : typeof value;
}

function promisedType(signature: (typeof facts)[FactName]): string {
  if (signature.in === "test") return "undefined";
  switch (signature.gives) {
    case "hosts":
    case "vms":
    case "links":
    case "flows":
      return "list";
    case "boolean":
      return "boolean";
    case "shape":
      return "string";
    default:
      return "number";
  }
}
