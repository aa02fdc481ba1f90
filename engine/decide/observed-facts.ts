// The facts of the running network: answers the catalogue from an observation. What depends on a rule or a plan is in rule-facts.ts.
import type { FactName } from "../../lang/ir/facts.ts";
import { flowKey, linkKey } from "../../lang/ir/fact-keys.ts";
import type { Link, Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import { entriesOf, entryAt, totalOf } from "../model/sparse-matrix.ts";
import type { FactSource, Value } from "./fact-source.ts";
import { linkRateBps, overlayLoad, type OverlayLoad } from "./overlay-load.ts";
import type { RuleFactName } from "./rule-facts.ts";
import { siteTraffic } from "./site-traffic.ts";

export interface RunContext {
  /** Share of the strongest flow below which a flow is noise, 0..1. */
  readonly prune: number;
  /** When the last adaptation ended, seconds; -Infinity = none yet. */
  readonly adaptedAt: number;
}

/** The facts of rules that this source answers, and those of tests that it leaves to another. */
type ObservedFactName = Exclude<FactName, RuleFactName | "throughput" | "throughput.before">;

type Answer = (args: readonly Value[]) => Value | undefined;

/** One per observation: what is costly is computed at the first question. An argument that does not exist makes the fact unknown. */
export class ObservedFacts implements FactSource {
  readonly #network: Network;
  readonly #observation: Observation;
  readonly #run: RunContext;
  readonly #openLinks: ReadonlySet<string>;
  #load: OverlayLoad | undefined;
  #guests: readonly (readonly number[])[] | undefined;

  constructor(network: Network, observation: Observation, run: RunContext) {
    this.#network = network;
    this.#observation = observation;
    this.#run = run;
    this.#openLinks = new Set([...starKeys(network), ...observation.overlay.map(keyOf)]);
  }

  read(name: FactName, args: readonly Value[]): Value | undefined {
    if (!this.#isAnswered(name)) return undefined;
    const value = this.#answers[name](args);
    return typeof value === "number" && !Number.isFinite(value) ? undefined : value;
  }

  #isAnswered(name: FactName): name is ObservedFactName {
    return Object.hasOwn(this.#answers, name);
  }

  readonly #answers: Record<ObservedFactName, Answer> = {
    "traffic.total": () => totalOf(this.#observation.demand),
    "traffic.carried": () => this.#observation.carriedBps,
    traffic: ([from, to]) => this.#flowRate(this.#vm(from), this.#vm(to)),
    "traffic.between": ([a, b]) => siteTraffic(this.#network, this.#observation, Number(a), Number(b)),
    "traffic.through": ([host]) =>
      this.#overlay.isComplete ? this.#overlay.through[this.#host(host)] : undefined,
    "app.shape": () => this.#observation.shape[0]?.class,
    "app.age": () => this.#observation.at - this.#observation.changedAt,
    hosts: () => indicesOf(this.#network.hosts, ({ proxy }) => !proxy),
    vms: () => indicesOf(this.#network.vms, () => true),
    links: () => [...this.#openLinks],
    flows: () => this.#flows(),
    "host.load": ([host]) => this.#hostLoad(this.#host(host)),
    "host.memory-used": ([host]) => this.#memoryUsed(this.#host(host)),
    "host.vms": ([host]) => (this.#host(host) < 0 ? undefined : this.#vmsOn(this.#host(host)).length),
    "vm.host": ([vm]) => knownIndex(this.#observation.mapping[this.#vm(vm)]),
    "link.load": ([link]) => this.#linkLoad(link),
    "link.rate": ([link]) => this.#overEnds(link, (a, b) => Math.min(this.#rate(a, b), this.#rate(b, a))),
    "link.rtt": ([link]) => this.#overEnds(link, (a, b) => this.#delay(a, b) + this.#delay(b, a)),
    "link.up": ([link]) => this.#linkUp(link),
    "flow.from": ([flow]) => this.#flowEnds(flow)?.[0],
    "flow.to": ([flow]) => this.#flowEnds(flow)?.[1],
    "flow.rate": ([flow]) => this.#flowRate(...(this.#flowEnds(flow) ?? [-1, -1])),
    "path.rate": ([from, to]) => this.#overPair(from, to, this.#observation.pathRate),
    "path.delay": ([from, to]) => this.#overPair(from, to, this.#observation.pathDelay),
    "overlay.links": () => this.#observation.overlay.map(keyOf),
    "overlay.cost": () => this.#observation.overlay.reduce((sum, { cost }) => sum + cost, 0),
    "since.adaptation": () => this.#observation.at - this.#run.adaptedAt,
  };

  get #overlay(): OverlayLoad {
    this.#load ??= overlayLoad(this.#network, this.#observation);
    return this.#load;
  }

  #host(value: Value | undefined): number {
    return indexIn(this.#network.hosts, value);
  }

  #vm(value: Value | undefined): number {
    return indexIn(this.#network.vms, value);
  }

  #flows(): string[] {
    const { demand } = this.#observation;
    const strongest = demand.value.reduce((most, value) => Math.max(most, value), 0);
    const entries = [...entriesOf(demand)].filter(({ value }) => value >= this.#run.prune * strongest);
    return entries.map(({ from, to }) => flowKey(from, to));
  }

  #flowRate(from: number, to: number): number | undefined {
    return from < 0 || to < 0 ? undefined : entryAt(this.#observation.demand, from, to);
  }

  #flowEnds(flow: Value | undefined): [number, number] | undefined {
    const [from, to] = String(flow)
      .split(">")
      .map((end) => this.#vm(Number(end)));
    return from === undefined || to === undefined || from < 0 || to < 0 ? undefined : [from, to];
  }

  #vmsOn(host: number): readonly number[] {
    this.#guests ??= guestsByHost(this.#network.hosts.length, this.#observation.mapping);
    return this.#guests[host] ?? [];
  }

  /** What others use, and what our VMs were measured to use on top. */
  #hostLoad(host: number): number {
    const cpu = this.#network.hosts[host]?.cpu ?? NaN;
    const measured = this.#vmsOn(host)
      .map((vm) => (this.#observation.vmCompute[vm] ?? NaN) / cpu)
      .filter((share) => Number.isFinite(share));
    return Math.min(
      1,
      measured.reduce((sum, share) => sum + share, this.#observation.hostLoad[host] ?? NaN),
    );
  }

  #memoryUsed(host: number): number {
    const claimed = this.#vmsOn(host).reduce((sum, vm) => sum + (this.#network.vms[vm]?.memoryBytes ?? 0), 0);
    return claimed / (this.#network.hosts[host]?.memoryBytes ?? NaN);
  }

  #rate(from: number, to: number): number {
    return linkRateBps(this.#network, this.#observation, from, to);
  }

  #delay(from: number, to: number): number {
    return this.#observation.pathDelay[from * this.#network.hosts.length + to] ?? NaN;
  }

  /** Carried never exceeds what the link can carry, whatever the demand. */
  #linkLoad(link: Value | undefined): number | undefined {
    if (!this.#overlay.isComplete) return undefined;
    const share = (from: number, to: number): number =>
      (this.#overlay.onLink.get(from * this.#network.hosts.length + to) ?? 0) / this.#rate(from, to);
    return this.#overEnds(link, (a, b) => Math.min(1, Math.max(share(a, b), share(b, a))));
  }

  /** Known of the fast path only: the star is not watched here. */
  #linkUp(link: Value | undefined): boolean | undefined {
    const key = this.#overEnds(link, linkKey);
    const position = this.#observation.overlay.findIndex((one) => keyOf(one) === key);
    return position < 0 ? undefined : this.#observation.linkUp[position] === 1;
  }

  /** A link is its key, or a list of its two hosts; of one that is not open nothing is known. */
  #overEnds<T>(link: Value | undefined, of: (a: number, b: number) => T): T | undefined {
    const ends = typeof link === "object" ? link : String(link).split("-").map(Number);
    const [a, b] = ends.map((end) => this.#host(end));
    if (a === undefined || b === undefined || !this.#openLinks.has(linkKey(a, b))) return undefined;
    return of(a, b);
  }

  #overPair(from: Value | undefined, to: Value | undefined, matrix: Float64Array): number | undefined {
    const a = this.#host(from);
    const b = this.#host(to);
    return a < 0 || b < 0 ? undefined : matrix[a * this.#network.hosts.length + b];
  }
}

/** VMs by the host on which they run. */
function guestsByHost(hostCount: number, mapping: Int32Array): number[][] {
  const guests = Array.from({ length: hostCount }, (): number[] => []);
  mapping.forEach((host, vm) => guests[host]?.push(vm));
  return guests;
}

function keyOf({ a, b }: Link): string {
  return linkKey(a, b);
}

function starKeys({ hosts, proxy }: Network): string[] {
  return indicesOf(hosts, (_, host) => host !== proxy).map((host) => linkKey(host, proxy));
}

function indicesOf<T>(items: readonly T[], keep: (item: T, index: number) => boolean): number[] {
  return [...items.keys()].filter((index) => keep(items[index], index));
}

/** The index that a value is, or -1. */
function indexIn(items: readonly unknown[], value: Value | undefined): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < items.length
    ? value
    : -1;
}

function knownIndex(index: number | undefined): number | undefined {
  return index === undefined || index < 0 ? undefined : index;
}
