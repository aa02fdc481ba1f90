// Problems that random drawing hardly ever meets, each with a name.
import type { Network } from "../../engine/model/network.ts";
import type { Observation } from "../../engine/model/observation.ts";
import type { Problem } from "../../engine/model/problem.ts";
import { seededRandom } from "../../engine/plan/seeded-random.ts";
import { limitOf, linkOf, networkOf, observationOf, problemOf } from "./network-of.ts";

export function hardProblems(): Readonly<Record<string, Problem>> {
  const names = Array.from({ length: 6 }, (_, at) => `h${at}`);
  const onEach = names.slice(1).map((_, at) => ({ name: `v${at}`, on: at + 1 }));
  const plain = networkOf({ hosts: names, vms: onEach, pathBps: () => 1e8 });
  const busy = allPairs(5, () => 1e6);
  const posed = (
    network: Network,
    traffic: readonly (readonly [number, number, number])[],
    more: Partial<Observation> = {},
    asked: Partial<Problem> = {},
  ): Problem => problemOf(network, observationOf(network, traffic, more), asked);
  const everyLink = onEach.flatMap(({ on: a }) =>
    onEach.filter(({ on: b }) => a < b).map(({ on: b }) => linkOf(a, b)),
  );
  return {
    "nothing but the proxy and an idle host": posed(networkOf({ hosts: ["gw", "a"] }), []),
    "a host without a neighbour": posed(networkOf({ hosts: ["gw", "a"], vms: [{ name: "v", on: 1 }] }), []),
    "no traffic": posed(plain, []),
    "no path that anybody knows": posed(networkOf({ hosts: names, vms: onEach }), busy),
    "no link that is possible": posed(
      networkOf({ hosts: names, vms: onEach, pathBps: () => 1e8, linkKinds: () => [] }),
      busy,
    ),
    "VMs that nobody has seen": posed(plain, busy, { mapping: new Int32Array(5).fill(-1) }),
    "all VMs on one host": posed(plain, busy, { mapping: new Int32Array(5).fill(1) }),
    "links that are all down": posed(plain, busy, {
      overlay: everyLink,
      linkUp: new Uint8Array(everyLink.length),
    }),
    "every link there already, and none allowed any more": posed(
      plain,
      busy,
      { overlay: everyLink },
      { limits: [limitOf("links", 0)] },
    ),
    "limits of nothing": posed(
      plain,
      busy,
      {},
      {
        limits: (
          ["links", "coverage", "bandwidth", "cost", "fan-out", "migrations", "downtime"] as const
        ).map((id) => limitOf(id, 0, { strict: false })),
        moves: 0,
      },
    ),
    "rates from a bit a day to all there is": posed(
      plain,
      allPairs(5, (at) => [1e-5, 1e15, Number.MIN_VALUE, 1e300][at % 4]),
    ),
    "paths that carry nothing": posed(networkOf({ hosts: names, vms: onEach, pathBps: () => 0 }), busy),
    "hosts without a slot": posed(
      networkOf({
        hosts: names.map((name) => ({ name, slots: 0 })),
        vms: onEach,
        pathBps: () => 1e8,
      }),
      busy,
    ),
    "names that are alike": posed(
      networkOf({ hosts: ["b", "a", "aa", "A", "a-1", "a1"], vms: onEach, pathBps: () => 1e8 }),
      busy,
    ),
    "60 hosts and 300 VMs": large(60, 300),
  };
}

function allPairs(vms: number, rateOf: (at: number) => number): (readonly [number, number, number])[] {
  const pairs = Array.from({ length: vms * vms }, (_, at) => [Math.floor(at / vms), at % vms] as const);
  return pairs.filter(([from, to]) => from !== to).map(([from, to], at) => [from, to, rateOf(at)] as const);
}

function large(hosts: number, vms: number): Problem {
  const random = seededRandom(1);
  const below = (bound: number): number => Math.floor(random() * bound);
  const rates = Float64Array.from({ length: (hosts + 1) ** 2 }, () => 1e7 * (1 + below(100)));
  const network = networkOf({
    hosts: ["gw", ...Array.from({ length: hosts }, (_, at) => ({ name: `h${at}`, slots: 8 }))],
    vms: Array.from({ length: vms }, (_, at) => ({ name: `v${at}`, on: 1 + (at % hosts) })),
    pathBps: (from, to) => rates[from * (hosts + 1) + to] ?? NaN,
  });
  const traffic = new Map(
    Array.from({ length: vms * 8 }, () => [below(vms), below(vms)] as const)
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => [from * vms + to, [from, to, 1e4 * (1 + below(1000))] as const]),
  );
  return problemOf(network, observationOf(network, [...traffic.values()]), {
    limits: [limitOf("links", 2 * hosts)],
  });
}
