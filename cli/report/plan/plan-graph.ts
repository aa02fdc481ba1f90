// A plan as a graph of hosts: which of them there are to draw, what runs on them, and which links come, go and stay.
import type { LinkChange, PlanView } from "./plan-view.ts";

export interface PlanGraph {
  readonly hosts: readonly { readonly name: string; readonly vms: readonly string[] }[];
  /** Indices into `hosts`; " " = it stays. */
  readonly links: readonly {
    readonly ends: readonly [number, number];
    readonly kind: string;
    readonly change: LinkChange["change"] | " ";
    readonly bitsPerSecond: number;
  }[];
}

/** Hosts that run a VM or have a link, by name; VMs that move are marked `~`. The star is left out. */
export function planGraph({ state, rules }: PlanView): PlanGraph {
  const changed = new Map(
    rules.flatMap(({ links }) => links).map((link) => [`${link.a} ${link.b}`, link] as const),
  );
  const moved = new Set(rules.flatMap(({ moves }) => moves).map(({ vm }) => vm));
  const placed = new Map<string, string[]>();
  for (const { name, host } of state.vms) {
    if (host === null) continue;
    const guests = placed.get(host) ?? [];
    guests.push(moved.has(name) ? `~ ${name}` : name);
    placed.set(host, guests);
  }
  const there = state.links.map(({ a, b, kind = "" }) => (a < b ? { a, b, kind } : { a: b, b: a, kind }));
  const isThere = new Set(there.map(({ a, b }) => `${a} ${b}`));
  const gone = [...changed.values()].filter(
    ({ change, a, b }) => change === "-" && !isThere.has(`${a} ${b}`),
  );
  const all = [...there, ...gone];
  const names = [...new Set([...placed.keys(), ...all.flatMap(({ a, b }) => [a, b])])].sort();
  const indexOf = new Map(names.map((name, index) => [name, index]));
  return {
    hosts: names.map((name) => ({ name, vms: placed.get(name) ?? [] })),
    links: all.map(({ a, b, kind }) => {
      const change = changed.get(`${a} ${b}`);
      return {
        ends: [indexOf.get(a) ?? 0, indexOf.get(b) ?? 0],
        kind,
        change:
          change === undefined || (change.change === "-" && isThere.has(`${a} ${b}`)) ? " " : change.change,
        bitsPerSecond: change?.why?.bitsPerSecond ?? 0,
      };
    }),
  };
}
