// Random networks with traffic, in a state that breaks no placement constraint, and the limits that a policy may set on them.
import fc from "fast-check";
import { limitIds } from "../../lang/ir/limit-ids.ts";
import type { Link, Network } from "../../engine/model/network.ts";
import type { Limit, Problem } from "../../engine/model/problem.ts";
import { limitOf, networkOf, observationOf, problemOf } from "./network-of.ts";

export interface ProblemBounds {
  readonly hosts: number; // most hosts beside the Proxy
  readonly vms: number;
  /** Pins, groups, memory, `moves`, `from`, kept links, denied links, unseen VMs: what the paper does not know. */
  readonly constraints: boolean;
  readonly limits: readonly Limit["id"][];
}

const everything: ProblemBounds = { hosts: 5, vms: 7, constraints: true, limits: limitIds };

/** Rates are powers of two and demands whole numbers, so that sums and quotients are exact and ties are frequent. */
const rate = fc.constantFrom(2 ** 20, 2 ** 21, 2 ** 23, 2 ** 26, NaN);
const demand = fc.constantFrom(1, 2, 3, 8, 100).map((factor) => factor * 1024);

export function problems(bounds: Partial<ProblemBounds> = {}): fc.Arbitrary<Problem> {
  const { hosts, vms, constraints, limits } = { ...everything, ...bounds };
  const list = <T>(item: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> =>
    fc.array(item, { minLength: length, maxLength: length });
  return fc
    .record({
      names: fc.uniqueArray(fc.stringMatching(/^[a-d][0-9]?$/), { minLength: 2, maxLength: hosts + 1 }),
      vmNames: fc.uniqueArray(fc.stringMatching(/^[v-z][0-9]?$/), { minLength: 1, maxLength: vms }),
      rates: list(rate, (hosts + 1) ** 2),
      cards: list(fc.constantFrom(Infinity, Infinity, 2 ** 22), hosts + 1),
      spare: list(fc.constantFrom(0, 1, 2, Infinity), hosts + 1),
      traffic: fc.array(fc.tuple(fc.nat(vms - 1), fc.nat(vms - 1), demand), { maxLength: 12 }),
      limits:
        limits.length === 0
          ? fc.constant([])
          : fc.uniqueArray(limit(limits), { selector: ({ id }) => id, maxLength: 3 }),
      choices: list(fc.nat(99), 120),
    })
    .map((drawn) => build(drawn, constraints));
}

interface Drawn {
  readonly names: readonly string[];
  readonly vmNames: readonly string[];
  readonly rates: readonly number[];
  readonly cards: readonly number[];
  readonly spare: readonly number[];
  readonly traffic: readonly (readonly [number, number, number])[];
  readonly limits: readonly Limit[];
  readonly choices: readonly number[]; // 0..99 each, used one after another
}

function build(drawn: Drawn, constraints: boolean): Problem {
  const { names, vmNames, rates, traffic } = drawn;
  let next = 0;
  const pick = (below: number): number => drawn.choices[next++ % drawn.choices.length] % below;
  const chance = (percent: number): boolean => constraints && pick(100) < percent;
  const size = names.length;
  const proxy = pick(size);
  const runners = names.map((_, host) => host).filter((host) => host !== proxy);
  const on = vmNames.map(() => runners[pick(runners.length)]);
  const guests = (host: number): number => on.filter((other) => other === host).length;
  const links = runners.flatMap((a) =>
    runners.filter((b) => a < b && !chance(15)).map((b): Link => ({ a, b, kind: "tcp", cost: 2 })),
  );
  const isPossible = (a: number, b: number): boolean =>
    links.some((link) => link.a === Math.min(a, b) && link.b === Math.max(a, b));
  const onePerHost = [...new Map(on.map((host, vm) => [host, vm])).values()];
  const onFirstHost = on.flatMap((host, vm) => (host === on[0] ? [vm] : []));
  const network: Network = networkOf({
    hosts: names.map((name, host) => ({
      name,
      rateBps: drawn.cards[host],
      slots: guests(host) + drawn.spare[host],
      memoryBytes: chance(30) ? (guests(host) + 1) * 2 ** 28 : Infinity,
    })),
    proxy,
    vms: vmNames.map((name, vm) => ({
      name,
      on: on[vm],
      memoryBytes: chance(50) ? 2 ** 28 : 0,
      imageBytes: chance(30) ? 2 ** 20 : 0,
      pinnedTo: chance(10) ? on[vm] : -1,
    })),
    pathBps: (from, to) => (from === to ? NaN : rates[from * size + to]),
    linkKinds: (a, b) => (isPossible(a, b) ? [choice("tcp", 2), choice("ws", 3)] : []),
    kept: links.filter(() => chance(10)),
    apart: chance(30) ? [onePerHost] : [],
    together: chance(30) ? [onFirstHost] : [],
  });
  const overlay = links.filter((link) => network.kept.includes(link) || pick(100) < 20);
  const talk = traffic.filter(([from, to]) => from !== to && Math.max(from, to) < vmNames.length);
  const mapping = Int32Array.from(on, (host) => (chance(5) ? -1 : host));
  return problemOf(network, observationOf(network, talk, { overlay, mapping }), {
    limits: drawn.limits,
    moves: chance(25) ? pick(4) : Infinity,
    from: chance(20) ? runners[pick(runners.length)] : -1,
  });
}

function choice(kind: Link["kind"], cost: number): { kind: Link["kind"]; cost: number } {
  return { kind, cost };
}

function limit(ids: readonly Limit["id"][]): fc.Arbitrary<Limit> {
  const values = {
    links: fc.nat(6),
    coverage: fc.constantFrom(0, 0.25, 0.5, 0.8, 1),
    bandwidth: demand.map((bps) => bps * 3),
    cost: fc.nat(14),
    migrations: fc.nat(4),
    downtime: fc.constantFrom(0, 1, 10),
    "fan-out": fc.nat(3),
  };
  return fc
    .constantFrom(...ids)
    .chain((id) =>
      fc.record({ id: fc.constant(id), value: values[id], strict: fc.boolean(), window: fc.boolean() }),
    )
    .map(({ id, value, strict, window }) =>
      limitOf(id, value, { strict, ...(window ? { perSeconds: 600, spent: 1 } : {}) }),
    );
}
