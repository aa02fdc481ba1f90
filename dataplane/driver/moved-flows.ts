// Which flows need a marker when forwarding rules change, so that no frame is overtaken and none is left in an old epoch.
import type { MacAddress } from "../../engine/model/mac-address.ts";
import type { Network } from "../../engine/model/network.ts";
import type { Rule, RuleTarget } from "../../engine/model/route.ts";
import { matches } from "../forwarding/forwarding-rule.ts";

/** A directed pair of VMs; `from` and `to` are the hosts that run them. */
interface Ends {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly from: number;
  readonly to: number;
}

export interface MovedFlow extends Ends {
  /** Its new frames arrive by the star, stamped 0. */
  readonly byStar: boolean;
}

/** Rules of one epoch, one list per host. */
export type RulesByHost = readonly (readonly Rule[])[];

/**
 * The flows between VMs of different hosts that rules carry, before or now. A flow that keeps its way counts too: its
 * marker says when the last of its frames has left the rules of the old epoch, so that they can go. Flows that the star
 * carries before and now are left out.
 */
export function movedFlows(
  network: Network,
  mapping: Int32Array,
  before: RulesByHost,
  after: RulesByHost,
): MovedFlow[] {
  const old = before.map(indexRules);
  const next = after.map(indexRules);
  const moved: MovedFlow[] = [];
  for (const [source, destination] of candidates(network, [...old, ...next])) {
    const from = mapping[source];
    const to = mapping[destination];
    if (from < 0 || to < 0) continue;
    const flow = { source: network.vms[source].mac, destination: network.vms[destination].mac, from, to };
    const oldWay = wayOf(network, old, flow);
    const newWay = wayOf(network, next, flow);
    if (from !== to && !(oldWay.byStar && newWay.byStar)) moved.push({ ...flow, byStar: newWay.byStar });
  }
  return moved;
}

interface RuleIndex {
  readonly exact: ReadonlyMap<string, Rule>;
  /** Rules that are not about one pair, highest priority first. */
  readonly wide: readonly Rule[];
  readonly pairs: readonly (readonly [MacAddress, MacAddress])[];
}

function indexRules(rules: readonly Rule[]): RuleIndex {
  const exact = new Map<string, Rule>();
  const pairs: [MacAddress, MacAddress][] = [];
  const byPriority = rules.toSorted((a, b) => b.priority - a.priority);
  const wide = byPriority.filter(({ source, destination }) => !("mac" in source && "mac" in destination));
  for (const rule of byPriority) {
    if (!("mac" in rule.source && "mac" in rule.destination)) continue;
    const key = pairKey(rule.source.mac, rule.destination.mac);
    if (exact.has(key)) continue; // a higher priority holds it
    exact.set(key, rule);
    pairs.push([rule.source.mac, rule.destination.mac]);
  }
  return { exact, wide, pairs };
}

/** Pairs of VM indices that any rule may concern: all pairs as soon as one rule is about more than a pair. */
function candidates(network: Network, indexes: readonly RuleIndex[]): [number, number][] {
  const all = network.vms.map((_vm, index) => index);
  if (indexes.some(({ wide }) => wide.length > 0))
    return all.flatMap((a) => all.filter((b) => b !== a).map((b): [number, number] => [a, b]));
  const vmOf = new Map(network.vms.map(({ mac }, index) => [mac, index]));
  const named = new Map<string, [number, number]>();
  for (const [source, destination] of indexes.flatMap(({ pairs }) => pairs)) {
    const a = vmOf.get(source);
    const b = vmOf.get(destination);
    if (a !== undefined && b !== undefined && a !== b) named.set(`${a},${b}`, [a, b]);
  }
  return [...named.values()];
}

/** How a frame of the flow travels: the hosts it visits, and whether it arrives with its epoch's stamp or, by the star, with 0. */
interface Way {
  readonly hosts: readonly number[];
  readonly byStar: boolean;
}

/** As the daemons decide it hop by hop: a rule where the stamp is an epoch, else the star; who has the VM delivers. */
function wayOf(network: Network, rules: readonly RuleIndex[], { source, destination, from, to }: Ends): Way {
  const hosts = [from];
  let byStar = false;
  for (let at = from; at !== to && hosts.length <= network.hosts.length;) {
    const target: RuleTarget | undefined = byStar ? undefined : lookUp(rules[at], source, destination);
    byStar = target === undefined || "port" in target; // the port of a VM that is elsewhere
    const onStar = at === network.proxy ? to : network.proxy;
    at = target && "link" in target ? target.link : onStar;
    hosts.push(at);
  }
  return { hosts, byStar };
}

function lookUp(
  index: RuleIndex | undefined,
  source: MacAddress,
  destination: MacAddress,
): RuleTarget | undefined {
  const exact = index?.exact.get(pairKey(source, destination));
  const wide = index?.wide.find(
    (rule) => matches(rule.source, source) && matches(rule.destination, destination),
  );
  if (exact && wide) return (wide.priority > exact.priority ? wide : exact).target;
  return (exact ?? wide)?.target;
}

function pairKey(source: MacAddress, destination: MacAddress): string {
  return `${source},${destination}`;
}
