// Limits: what each counts, to the last unit, and where it is said.
import { describe, expect, it } from "vitest";
import type { Limit, Problem } from "../../../engine/model/problem.ts";
import type { Plan } from "../../../engine/plan/plan.ts";
import { verifyLimits } from "../../../engine/verify/verify-limits.ts";
import {
  limitOf,
  linkOf,
  networkOf,
  observationOf,
  problemOf,
  type NetworkSpec,
} from "../../arbitraries/network-of.ts";

const [a, b, c] = [1, 2, 3];
const ab = linkOf(a, b, "ws", 2);
const ac = linkOf(a, c, "ws", 3);

/** v on a exchanges 4 with w on b and 1 with x on c, Mbit/s; w and x exchange 5. */
function breaches(
  limit: Limit,
  plan: Partial<Plan>,
  spec: Partial<NetworkSpec> = {},
  overlay = [ab],
): string[] {
  const network = networkOf({
    hosts: ["gw", "a", "b", "c"],
    vms: ["v", "w", "x"].map((name, index) => ({ name, on: index + 1, imageBytes: 1e6 })),
    pathBps: () => 8e6,
    ...spec,
  });
  const traffic = [
    [0, 1, 3e6],
    [1, 0, 1e6],
    [2, 0, 1e6],
    [1, 2, 5e6],
  ] as const;
  const problem: Problem = problemOf(network, observationOf(network, traffic, { overlay }), {
    limits: [limit],
  });
  const { mapping } = problem.observation;
  return verifyLimits(problem, { mapping, links: [ab, ac], routes: [], ...plan }).map(
    ({ message }) => message,
  );
}

describe("limits", () => {
  it("counts links of the fast path, kept ones too", () => {
    expect(breaches(limitOf("links", 2), {})).toEqual([]);
    expect(breaches(limitOf("links", 2, { strict: true }), {})).toEqual([
      "`links` would be 2, allowed is less than 2",
    ]);
    expect(breaches(limitOf("links", 1), {}, { kept: [ab] })).toEqual(["`links` would be 2, allowed is 1"]);
  });

  it("adds the costs of links, and counts those of the busiest host", () => {
    expect(breaches(limitOf("cost", 5), {})).toEqual([]);
    expect(breaches(limitOf("cost", 4.5), {})).toEqual(["`cost` would be 5, allowed is 4.5"]);
    expect(breaches(limitOf("fan-out", 2), {})).toEqual([]);
    expect(breaches(limitOf("fan-out", 1), {})).toEqual(["`fan-out` would be 2, allowed is 1"]);
  });

  it("adds what the hosts of added links exchange, where the plan puts the VMs", () => {
    expect(breaches(limitOf("bandwidth", 5e6), {})).toEqual([]);
    expect(breaches(limitOf("bandwidth", 4.9e6), {})).toEqual([
      "`bandwidth` would be 5000000 bit/s, allowed is 4900000 bit/s",
    ]);
    expect(breaches(limitOf("coverage", 0.5), {})).toEqual([]);
    expect(breaches(limitOf("coverage", 0.4), {})).toEqual(["`coverage` would be 50 %, allowed is 40 %"]);
    expect(breaches(limitOf("bandwidth", 1e6), {}, { kept: [ab] })).toEqual([]); // the policy's own link is not the plan's
    expect(breaches(limitOf("bandwidth", 4e6), { mapping: Int32Array.of(a, a, c) })).toEqual([
      "`bandwidth` would be 6000000 bit/s, allowed is 4000000 bit/s",
    ]);
  });

  it("counts moves, and the seconds that images take one after another", () => {
    const swap = { mapping: Int32Array.of(b, a, c) };
    expect(breaches(limitOf("migrations", 2), swap)).toEqual([]);
    expect(breaches(limitOf("migrations", 1), swap)).toEqual(["`migrations` would be 2, allowed is 1"]);
    expect(breaches(limitOf("downtime", 2), swap)).toEqual([]);
    expect(breaches(limitOf("downtime", 1.5), swap)).toEqual(["`downtime` would be 2 s, allowed is 1.5 s"]);
    const unknown = { pathBps: () => NaN };
    expect(breaches(limitOf("downtime", 1.5), swap, unknown)).toEqual([
      "`downtime` would be an unknown amount, allowed is 1.5 s",
    ]);
    expect(breaches(limitOf("migrations", 0, { strict: true }), {})).toEqual([]);
  });

  it("counts within a window what is spent in it, and of links only those that open", () => {
    const swap = { mapping: Int32Array.of(b, a, c) };
    const window = { perSeconds: 600, spent: 1 };
    expect(breaches(limitOf("migrations", 3, window), swap)).toEqual([]);
    expect(breaches(limitOf("migrations", 2, window), swap)).toEqual([
      "`migrations` would be 3, allowed is 2 per 600 s",
    ]);
    expect(breaches(limitOf("migrations", 0, window), {})).toEqual([]); // overdrawn, and asks nothing
    expect(breaches(limitOf("links", 1, { perSeconds: 60 }), {})).toEqual([]);
    expect(breaches(limitOf("cost", 2, { perSeconds: 60 }), {})).toEqual([
      "`cost` would be 3, allowed is 2 per 60 s",
    ]);
  });

  it("says which limit is broken and where the policy states it", () => {
    const network = networkOf({ hosts: ["gw", "a", "b"] });
    const limits = [limitOf("links", 0, { origin: [0, 12, 22] })];
    const problem = problemOf(network, observationOf(network, []), { limits });
    const plan = { mapping: new Int32Array(), links: [ab], routes: [] };
    expect(verifyLimits(problem, plan)).toMatchObject([{ limit: "links", origin: [0, 12, 22] }]);
  });
});
