// How frames of a pair of VMs travel: routes for planners, rules for daemons.
import type { MacAddress } from "./mac-address.ts";

/** The way of one directed pair of VMs: host indices from the sender's host to the receiver's, both included. Pairs without a route use the star. */
export interface Route {
  readonly from: number;
  readonly to: number;
  readonly hosts: readonly number[];
}

export type Routes = readonly Route[];

/** The pairs of VMs that have a route in either direction, by a, then b; a < b. */
export function talkingPairs(routes: Routes): { readonly a: number; readonly b: number }[] {
  const pairs = routes.map(({ from, to }) => ({ a: Math.min(from, to), b: Math.max(from, to) }));
  const distinct = new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair]));
  return [...distinct.values()].sort((x, y) => x.a - y.a || x.b - y.b);
}

export type Matcher = { readonly any: true } | { readonly mac: MacAddress } | { readonly not: MacAddress };

/** Where a daemon sends a frame: over the link to another host, or into the port of a VM that it runs. */
export type RuleTarget = { readonly link: number } | { readonly port: number };

/** A forwarding rule of one host. Higher priority first; two rules of equal priority never match the same frame. */
export interface Rule {
  readonly source: Matcher;
  readonly destination: Matcher;
  readonly priority: number;
  readonly target: RuleTarget;
}
