// The overlay of a simulation: its links and rules, and the way that each pair's frames take through them.
import type { Transition } from "../data-plane.ts";
import { starWalk } from "../flow/flow-resources.ts";
import type { Link, Network } from "../model/network.ts";
import type { Routes } from "../model/route.ts";
import { RuleTable } from "./rule-table.ts";

export class SimulatedOverlay {
  readonly #network: Network;
  readonly #isUp: (a: number, b: number) => boolean;
  #links: readonly Link[] = [];
  #routes: Routes = [];
  #tables: readonly RuleTable[];
  #epoch = 0;

  /** Epoch 0: the star alone. `isUp`: whether frames get from one host to another. */
  constructor(network: Network, isUp: (a: number, b: number) => boolean) {
    this.#network = network;
    this.#isUp = isUp;
    this.#tables = network.hosts.map(() => new RuleTable([]));
  }

  get links(): readonly Link[] {
    return this.#links;
  }

  get routes(): Routes {
    return this.#routes;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Why a transition cannot be made, as one sentence, or undefined. */
  faultOf({ epoch, open, close, rules }: Transition): string | undefined {
    const nameOf = ({ a, b }: Link): string =>
      `\`${this.#network.hosts[a].name} <-> ${this.#network.hosts[b].name}\``;
    if (epoch <= this.#epoch) return `epoch ${epoch} is not later than ${this.#epoch}, which is in force`;
    const present = new Set(this.#links.map(keyOf));
    const unknown = close.find((link) => !present.has(keyOf(link)));
    if (unknown !== undefined) return `the link ${nameOf(unknown)} is not open, so it cannot be closed`;
    const doubled = open.find((link) => present.has(keyOf(link)));
    if (doubled !== undefined) return `the link ${nameOf(doubled)} is open already`;
    const dead = open.find(({ a, b }) => !this.#isUp(a, b));
    if (dead !== undefined)
      return `the link ${nameOf(dead)} cannot be opened: its ends do not reach each other`;
    return this.#ruleFault(rules, this.#linksAfter(open, close));
  }

  /** Makes a transition that `faultOf` finds nothing wrong with. */
  change({ epoch, open, close, rules, routes }: Transition): void {
    this.#links = this.#linksAfter(open, close);
    this.#tables = rules.map((list) => new RuleTable(list));
    this.#routes = routes;
    this.#epoch = epoch;
  }

  /** Hosts from the sender's to the receiver's; undefined = the frames are lost. Whatever the rules do not bring there goes over the star. */
  walkOf(from: number, to: number, mapping: Int32Array): readonly number[] | undefined {
    const [start, end] = [mapping[from], mapping[to]];
    const routed = this.#followRules(from, to, start, end);
    const walk = routed ?? starWalk(start, end, this.#network.proxy);
    const reaches = walk.every((host, at) => this.#isUp(walk[Math.max(0, at - 1)], host));
    return reaches ? walk : undefined;
  }

  /** The way that the rules lead; undefined where they end early, meet a dead link, or come by a host twice. */
  #followRules(from: number, to: number, start: number, end: number): readonly number[] | undefined {
    const source = this.#network.vms[from].mac;
    const destination = this.#network.vms[to].mac;
    const walk = [start];
    for (let host = start; ;) {
      const target = this.#tables[host].targetOf(source, destination);
      if (target === undefined) return undefined;
      if ("port" in target) return target.port === to && host === end ? walk : undefined;
      if (walk.includes(target.link) || !this.#isUp(host, target.link)) return undefined;
      host = target.link;
      walk.push(host);
    }
  }

  #linksAfter(open: readonly Link[], close: readonly Link[]): Link[] {
    const closed = new Set(close.map(keyOf));
    return [...this.#links.filter((link) => !closed.has(keyOf(link))), ...open];
  }

  #ruleFault(rules: Transition["rules"], links: readonly Link[]): string | undefined {
    const { hosts, proxy } = this.#network;
    if (rules.length !== hosts.length) return `rules for ${rules.length} hosts, expected ${hosts.length}`;
    const joined = new Set(links.map(({ a, b }) => `${a}-${b}`));
    const canHop = (a: number, b: number): boolean =>
      a !== b && (a === proxy || b === proxy || joined.has(`${Math.min(a, b)}-${Math.max(a, b)}`));
    for (const [host, list] of rules.entries()) {
      const odd = list.find(({ target }) => "link" in target && !canHop(host, target.link));
      if (odd !== undefined) return `a rule of \`${hosts[host].name}\` leads over a link that is not there`;
    }
    return undefined;
  }
}

function keyOf({ a, b, kind }: Link): string {
  return `${a}-${b}-${kind}`;
}
