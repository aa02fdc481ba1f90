// What no plan may do, one breach at a time.
import { describe, expect, it } from "vitest";
import type { Problem } from "../../../engine/model/problem.ts";
import type { Plan } from "../../../engine/plan/plan.ts";
import { verifyPlan } from "../../../engine/verify/verify-plan.ts";
import {
  linkOf,
  networkOf,
  observationOf,
  problemOf,
  type NetworkSpec,
} from "../../arbitraries/network-of.ts";

const [gw, a, b, c] = [0, 1, 2, 3];

function problem(spec: Partial<NetworkSpec> = {}, more: Partial<Problem> = {}): Problem {
  const network = networkOf({
    hosts: ["gw", "a", "b", "c"],
    vms: ["v", "w", "x"].map((name, index) => ({ name, on: index + 1 })),
    pathBps: () => 8e6,
    linkKinds: (from, to) => (from + to === b + c ? [] : [{ kind: "ws", cost: 2 }]),
    ...spec,
  });
  return problemOf(
    network,
    observationOf(network, [
      [0, 1, 3e6],
      [1, 0, 1e6],
      [0, 2, 4e6],
    ]),
    more,
  );
}

const ab = linkOf(a, b, "ws", 2);
const ac = linkOf(a, c, "ws", 2);

function breaches(asked: Problem, plan: Partial<Plan>): string[] {
  const { mapping, overlay, routes } = asked.observation;
  return verifyPlan(asked, { mapping, links: overlay, routes, ...plan }).map(({ message }) => message);
}

describe("verifyPlan", () => {
  it("finds nothing wrong with what is allowed", () => {
    const routes = [
      { from: 0, to: 1, hosts: [a, b] },
      { from: 2, to: 1, hosts: [c, a, b] },
      { from: 1, to: 2, hosts: [b, gw, c] },
    ];
    expect(breaches(problem(), { links: [ab, ac], routes })).toEqual([]);
    expect(breaches(problem(), { mapping: Int32Array.of(b, b, b) })).toEqual([]);
  });

  it("guards what a host can take, where VMs come to it", () => {
    const hosts = ["gw", { name: "a", slots: 1 }, { name: "b", cpu: 2 }, { name: "c", memoryBytes: 100 }];
    const vms = [
      { name: "v", on: a, cpu: 1.5, memoryBytes: 60 },
      { name: "w", on: b, cpu: 1, memoryBytes: 60 },
      { name: "x", on: c, cpu: 0, memoryBytes: 60 },
    ];
    expect(breaches(problem({ hosts, vms }), { mapping: Int32Array.of(a, a, c) })).toEqual([
      "`a` would run 2 VMs, it has 1 slots",
    ]);
    expect(breaches(problem({ hosts, vms }), { mapping: Int32Array.of(b, b, c) })).toEqual([
      "the VMs on `b` would claim 2.5 cores, it has 2",
    ]);
    expect(breaches(problem({ hosts, vms }), { mapping: Int32Array.of(a, c, c) })).toEqual([
      "the VMs on `c` would claim 120 bytes of memory, it has 100",
    ]);
    const full = problem({ hosts, vms: vms.map((vm) => ({ ...vm, on: a })) });
    expect(breaches(full, { mapping: Int32Array.of(a, a, b) })).toEqual([]); // already so, and now less
  });

  it("keeps VMs where they are pinned, apart, together, off the proxy and in sight", () => {
    const vms = [
      { name: "v", on: a, pinnedTo: a },
      { name: "w", on: b },
      { name: "x", on: c },
    ];
    expect(breaches(problem({ vms }), { mapping: Int32Array.of(b, b, c) })).toEqual([
      "`v` would run on `b`, it is pinned on `a`",
    ]);
    expect(breaches(problem({ apart: [[0, 1, 2]] }), { mapping: Int32Array.of(a, a, c) })).toEqual([
      "`v` and `w` would share `a`, they must be apart",
    ]);
    expect(
      breaches(
        problem({
          together: [[0, 1]],
          vms: [
            { name: "v", on: a },
            { name: "w", on: a },
          ],
        }),
        { mapping: Int32Array.of(a, b) },
      ),
    ).toEqual(["`v` and `w` would be on two hosts, they must be together"]);
    expect(breaches(problem(), { mapping: Int32Array.of(gw, b, c) })).toEqual([
      "`v` would run on the proxy `gw`",
    ]);
    expect(breaches(problem(), { mapping: Int32Array.of(-1, b, c) })).toEqual(["`v` would run nowhere"]);
    expect(breaches(problem({ vms: [{ name: "v" }] }), { mapping: Int32Array.of(a) })).toEqual([
      "`v` has not been seen, so it cannot move",
    ]);
  });

  it("holds moves to what the rule's action says", () => {
    const swap = { mapping: Int32Array.of(b, a, c) };
    expect(breaches(problem({}, { moves: 1 }), swap)).toEqual(["2 VMs would move, the rule allows 1"]);
    expect(breaches(problem({}, { from: a }), swap)).toEqual([
      "`w` would move from `b`, the rule moves VMs from `a` only",
    ]);
  });

  it("lets only allowed links be, once, at their cost, with the policy's own among them", () => {
    expect(breaches(problem(), { links: [linkOf(b, c)] })).toEqual(["`b <-> c` is not allowed as `ws`"]);
    expect(breaches(problem(), { links: [linkOf(a, b, "udp", 2)] })).toEqual([
      "`a <-> b` is not allowed as `udp`",
    ]);
    expect(breaches(problem(), { links: [linkOf(a, b, "ws", 1)] })).toEqual([
      "`a <-> b` is said to cost 1, it costs 2",
    ]);
    expect(breaches(problem(), { links: [ab, ab] })).toEqual(["`a <-> b` would be there twice"]);
    expect(breaches(problem(), { links: [linkOf(gw, a, "ws", 2)] })).toEqual([
      "`gw <-> a` would double a link of the star",
    ]);
    expect(breaches(problem({ kept: [linkOf(b, c, "pipe", 7)] }), { links: [] })).toEqual([
      "`b <-> c` would go, the policy keeps it",
    ]);
    expect(breaches(problem({ kept: [linkOf(b, c, "pipe", 7)] }), {})).toEqual([]);
  });

  it("lets routes run only over what is there, from host to host, past no host twice", () => {
    const route = (hosts: readonly number[]) => ({ links: [ab, ac], routes: [{ from: 0, to: 1, hosts }] });
    const name = "the route from `v` to `w`";
    expect(breaches(problem(), route([c, a, b]))).toEqual([`${name} starts at \`c\`, its VM runs on \`a\``]);
    expect(breaches(problem(), route([a, c]))).toEqual([`${name} ends at \`c\`, its VM runs on \`b\``]);
    expect(breaches(problem(), route([a, c, b]))).toEqual([
      `${name} goes from \`c\` to \`b\`, where there is no link`,
    ]);
    expect(breaches(problem(), route([a, c, a, b]))).toEqual([`${name} comes by a host twice`]);
    const twice = { ...route([a, b]), routes: [...route([a, b]).routes, ...route([a, gw, b]).routes] };
    expect(breaches(problem(), twice)).toEqual([`${name} would be there twice`]);
    expect(breaches(problem(), { ...route([a, b]), mapping: Int32Array.of(a, c, c) })).toEqual([
      `${name} ends at \`b\`, its VM runs on \`c\``,
    ]);
  });
});
