// The difference between the present state and a plan, in a stable order by name.
import type { Link, Network } from "../model/network.ts";
import type { Route } from "../model/route.ts";
import { compareNames } from "../plan/name-order.ts";
import { movedVms, type Plan } from "../plan/plan.ts";

export interface Changes<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly { readonly before: T; readonly after: T }[];
}

export interface Move {
  readonly vm: number;
  readonly from: number;
  readonly to: number;
}

/** Links are told apart by the hosts that they join, so one of another kind or cost is `changed`; routes by their pair of VMs. */
export interface PlanDiff {
  readonly links: Changes<Link>;
  readonly moves: readonly Move[];
  readonly routes: Changes<Route>;
  readonly isEmpty: boolean;
}

/** Links by the names of their hosts, the lower one first; moves by VM; routes by sender, then receiver. */
export function diffPlans(network: Network, present: Plan, plan: Plan): PlanDiff {
  const hostName = (host: number): string => network.hosts[host].name;
  const vmName = (vm: number): string => network.vms[vm].name;
  const links = changes(present.links, plan.links, {
    names: ({ a, b }) => [hostName(a), hostName(b)].sort(compareNames),
    isSame: (x, y) => x.kind === y.kind && x.cost === y.cost,
  });
  const routes = changes(present.routes, plan.routes, {
    names: ({ from, to }) => [vmName(from), vmName(to)],
    isSame: (x, y) => x.hosts.length === y.hosts.length && x.hosts.every((host, at) => host === y.hosts[at]),
  });
  const moves = movedVms(present.mapping, plan.mapping)
    .map((vm) => ({ vm, from: present.mapping[vm], to: plan.mapping[vm] }))
    .sort((x, y) => compareNames(vmName(x.vm), vmName(y.vm)));
  const isEmpty = moves.length === 0 && [links, routes].every(hasNone);
  return { links, moves, routes, isEmpty };
}

interface Identity<T> {
  /** What tells items apart and orders them. */
  readonly names: (item: T) => readonly string[];
  readonly isSame: (x: T, y: T) => boolean;
}

function changes<T>(before: readonly T[], after: readonly T[], { names, isSame }: Identity<T>): Changes<T> {
  const keyOf = (item: T): string => names(item).join("\n");
  const inOrder = (items: readonly T[]): T[] => [...items].sort((x, y) => compareLists(names(x), names(y)));
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const kept = new Set(after.map(keyOf));
  return {
    added: inOrder(after.filter((item) => !old.has(keyOf(item)))),
    removed: inOrder(before.filter((item) => !kept.has(keyOf(item)))),
    changed: inOrder(after).flatMap((item) => {
      const was = old.get(keyOf(item));
      return was === undefined || isSame(was, item) ? [] : [{ before: was, after: item }];
    }),
  };
}

function compareLists(x: readonly string[], y: readonly string[]): number {
  for (const [at, name] of x.entries()) {
    const order = compareNames(name, y[at]);
    if (order !== 0) return order;
  }
  return 0;
}

function hasNone({ added, removed, changed }: Changes<unknown>): boolean {
  return added.length + removed.length + changed.length === 0;
}
