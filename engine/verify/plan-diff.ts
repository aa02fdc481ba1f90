// The difference between the present state and a plan, in a stable order by name.
import type { Link, Network } from "../model/network.ts";
import type { Route } from "../model/route.ts";
import { nameRanks } from "../plan/name-order.ts";
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
  const [hostRank, vmRank] = [nameRanks(network.hosts), nameRanks(network.vms)];
  const { length: hosts } = network.hosts;
  const { length: vms } = network.vms;
  const links = changes(present.links, plan.links, {
    keyOf: ({ a, b }) => Math.min(hostRank[a], hostRank[b]) * hosts + Math.max(hostRank[a], hostRank[b]),
    isSame: (x, y) => x.kind === y.kind && x.cost === y.cost,
  });
  const routes = changes(present.routes, plan.routes, {
    keyOf: ({ from, to }) => vmRank[from] * vms + vmRank[to],
    isSame: (x, y) => x.hosts.length === y.hosts.length && x.hosts.every((host, at) => host === y.hosts[at]),
  });
  const moves = movedVms(present.mapping, plan.mapping)
    .map((vm) => ({ vm, from: present.mapping[vm], to: plan.mapping[vm] }))
    .sort((x, y) => vmRank[x.vm] - vmRank[y.vm]);
  const isEmpty = moves.length === 0 && [links, routes].every(hasNone);
  return { links, moves, routes, isEmpty };
}

interface Identity<T> {
  /** What tells items apart and orders them: by the ranks of their names, so that the order is that of the names. */
  readonly keyOf: (item: T) => number;
  readonly isSame: (x: T, y: T) => boolean;
}

function changes<T>(before: readonly T[], after: readonly T[], { keyOf, isSame }: Identity<T>): Changes<T> {
  if (before === after) return { added: [], removed: [], changed: [] };
  const old = new Map<number, T>();
  for (const item of before) old.set(keyOf(item), item);
  const added: Keyed<T>[] = [];
  const changed: Keyed<{ before: T; after: T }>[] = [];
  const kept = new Set<number>();
  for (const item of after) {
    const key = keyOf(item);
    const was = old.get(key);
    if (was === undefined) added.push({ key, item });
    else {
      kept.add(key);
      if (!isSame(was, item)) changed.push({ key, item: { before: was, after: item } });
    }
  }
  const removed: Keyed<T>[] = [];
  for (const item of before) {
    const key = keyOf(item);
    if (!kept.has(key)) removed.push({ key, item });
  }
  return { added: inOrder(added), removed: inOrder(removed), changed: inOrder(changed) };
}

interface Keyed<T> {
  readonly key: number;
  readonly item: T;
}

function inOrder<T>(items: Keyed<T>[]): T[] {
  return items.sort((x, y) => x.key - y.key).map(({ item }) => item);
}

function hasNone({ added, removed, changed }: Changes<unknown>): boolean {
  return added.length + removed.length + changed.length === 0;
}
