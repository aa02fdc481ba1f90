// What an earlier controller has left at work: links, ways and an epoch, where all daemons agree on them.
import type { Link, Network } from "../../engine/model/network.ts";
import type { Route, Rule, RuleTarget } from "../../engine/model/route.ts";
import type { DaemonState, OpenRequest, WireRule } from "../control/control-messages.ts";
import type { OpenedLink } from "./link-book.ts";
import type { RulesByHost } from "./moved-flows.ts";

/** What one daemon says of itself: its answers to `query` and `wanted`. */
export interface LeftDaemon {
  readonly state: DaemonState;
  readonly wanted: readonly OpenRequest[];
}

export interface LeftNetwork {
  readonly epoch: number;
  readonly overlay: readonly Link[];
  readonly routes: readonly Route[];
  readonly rules: RulesByHost;
  /** Hosts whose daemon has been started anew and holds no rules. */
  readonly emptyHosts: readonly number[];
}

/** The links, spokes included, that both ends want in one kind with one key. `daemons`: by host. */
export function agreedLinks({ hosts }: Network, daemons: readonly LeftDaemon[]): OpenedLink[] {
  return daemons.flatMap(({ wanted }, dialler) =>
    wanted.flatMap(({ peer, kind, end }): OpenedLink[] => {
      const acceptor = hosts.findIndex(({ name }) => name === peer);
      const other = daemons[acceptor]?.wanted.find((request) => request.peer === hosts[dialler].name);
      if (!("dial" in end) || other?.kind !== kind || !("accept" in other.end)) return [];
      const { key } = end.dial;
      return other.end.accept.key === key ? [{ kind, dialler, acceptor, key }] : [];
    }),
  );
}

/**
 * The network as it stands; undefined where nothing was left or the daemons do not agree: on one epoch, on ways that
 * lead all the way over agreed links, or on rules as controllers write them, one exact pair each. The Proxy may have
 * been started anew: it runs no VM, so what it lost follows from the rules of the others. Whether the policy allows what
 * is there is the engine's business.
 */
export function readLeftNetwork(
  network: Network,
  mapping: Int32Array,
  daemons: readonly LeftDaemon[],
  links: readonly OpenedLink[],
): LeftNetwork | undefined {
  const { hosts, vms, proxy } = network;
  const epoch = Math.max(...daemons.map(({ state }) => state.epoch));
  const odd = daemons.findIndex(
    ({ state }, host) => state.epoch !== epoch && (host !== proxy || state.epoch !== 0),
  );
  if (epoch === 0 || odd >= 0) return undefined;
  const emptyHosts = daemons[proxy].state.epoch === 0 ? [proxy] : [];
  const overlay = links.flatMap((link) => fastLink(network, link));
  const joined = new Set(overlay.map(({ a, b }) => `${a} ${b}`));
  const areLinked = (x: number, y: number): boolean =>
    x === proxy || y === proxy || joined.has(`${Math.min(x, y)} ${Math.max(x, y)}`);

  const flows = targetsByFlow(daemons);
  if (flows === undefined) return undefined;
  const routes: Route[] = [];
  const rules: Rule[][] = hosts.map(() => []);
  for (const { source, destination, priority, targets } of flows) {
    const from = vms.findIndex(({ mac }) => mac === source);
    const to = vms.findIndex(({ mac }) => mac === destination);
    if (from < 0 || to < 0 || mapping[from] < 0 || mapping[to] < 0) return undefined;
    const way = [mapping[from]];
    const put = (host: number, target: RuleTarget): void =>
      void rules[host].push({ source: { mac: source }, destination: { mac: destination }, priority, target });
    for (let at = way[0]; at !== mapping[to];) {
      const target = targets.get(at);
      const peer = target !== undefined && "peer" in target ? target.peer : undefined;
      const lost = target === undefined && emptyHosts.includes(at) ? mapping[to] : -1;
      const next = peer === undefined ? lost : hosts.findIndex(({ name }) => name === peer);
      if (next < 0 || way.includes(next) || !areLinked(at, next)) return undefined;
      put(at, { link: next });
      way.push((at = next));
    }
    const last = targets.get(mapping[to]);
    const isDelivered = last !== undefined && "port" in last && last.port === destination;
    if (!isDelivered || [...targets.keys()].some((host) => !way.includes(host))) return undefined;
    put(mapping[to], { port: to });
    routes.push({ from, to, hosts: way });
  }
  return { epoch, overlay, routes, rules, emptyHosts };
}

interface FlowTargets {
  readonly source: number;
  readonly destination: number;
  readonly priority: number;
  readonly targets: Map<number, WireRule["target"]>; // by host
}

/** Undefined where a rule is about more than one pair of addresses. */
function targetsByFlow(daemons: readonly LeftDaemon[]): Iterable<FlowTargets> | undefined {
  const flows = new Map<string, FlowTargets>();
  for (const [host, { state }] of daemons.entries()) {
    for (const { source, destination, priority, target } of state.rules) {
      if (!("mac" in source && "mac" in destination)) return undefined;
      const key = `${source.mac} ${destination.mac}`;
      const ends = { source: source.mac, destination: destination.mac };
      const flow = flows.get(key) ?? { ...ends, priority, targets: new Map() };
      flow.targets.set(host, target);
      flows.set(key, flow);
    }
  }
  return flows.values();
}

/** A link of the fast path as the engine knows it; one that the policy does not have costs nothing and will not be allowed. */
function fastLink(network: Network, { kind, dialler, acceptor }: OpenedLink): Link[] {
  const [a, b] = [Math.min(dialler, acceptor), Math.max(dialler, acceptor)];
  if (a === network.proxy || b === network.proxy) return [];
  const kept = network.kept.find((link) => link.a === a && link.b === b && link.kind === kind);
  const choice = network.linkKinds(a, b).find((one) => one.kind === kind);
  return [kept ?? { a, b, kind, cost: choice?.cost ?? 0 }];
}
