// Where frames from local VMs go next, remembered by the slot of their pair's counter, so that one search serves both.
import type { MacAddress } from "../ethernet/mac-address.ts";
import { starEpoch, type EpochTables } from "./epoch-tables.ts";
import type { ForwardingRule } from "./forwarding-rule.ts";
import type { LinkOutbox } from "./link-outbox.ts";
import type { Outlets } from "./outlets.ts";
import type { PortOutbox } from "./port-outbox.ts";
import type { Star } from "./star.ts";

/** Into a port, or over a link with `epoch` as the stamp. */
export interface Way {
  readonly port: PortOutbox | undefined;
  readonly link: LinkOutbox | undefined;
  readonly epoch: number;
  /** The rule that says so; none on the star and to a port of this daemon. */
  readonly rule: ForwardingRule | undefined;
  /** Whether there is a rule that cannot be followed. */
  readonly isDetour: boolean;
}

export class Ways {
  readonly #outlets: Outlets;
  readonly #tables: EpochTables;
  readonly #star: Star;
  readonly #known: (Way | undefined)[] = []; // by slot

  constructor(outlets: Outlets, tables: EpochTables, star: Star) {
    this.#outlets = outlets;
    this.#tables = tables;
    this.#star = star;
  }

  /** The way of the pair that has the slot, where it was learnt. */
  of(slot: number): Way | undefined {
    return this.#known[slot];
  }

  /** The same for a pair that has none; undefined when its frames need a closer look, each one anew. */
  learn(slot: number, source: MacAddress, destination: MacAddress): Way | undefined {
    const way = this.find(source, destination);
    if (way === undefined || way.isDetour) return undefined; // to be told as such, frame by frame
    while (this.#known.length <= slot) this.#known.push(undefined);
    this.#known[slot] = way;
    return way;
  }

  /** The way of a pair now, undefined when there is none. */
  find(source: MacAddress, destination: MacAddress): Way | undefined {
    const { ports, links } = this.#outlets;
    const port = ports.get(destination);
    if (port !== undefined) return wayTo(port, undefined, starEpoch);
    const rule = this.#tables.currentRule(source, destination);
    if (rule !== undefined) {
      const rulePort = "port" in rule.target ? ports.get(rule.target.port) : undefined;
      const ruleLink = "peer" in rule.target ? links.get(rule.target.peer) : undefined;
      if (rulePort ?? ruleLink) return wayTo(rulePort, ruleLink, this.#tables.current, rule);
    }
    const next = this.#star.nextDaemon(destination);
    const link = next === undefined ? undefined : links.get(next);
    return link && { ...wayTo(undefined, link, starEpoch), isDetour: rule !== undefined };
  }

  /** The slot has another pair now. */
  forget(slot: number): void {
    this.#known[slot] = undefined;
  }

  /** To be called whenever ports, links, places or the epoch in use have changed. */
  forgetAll(): void {
    this.#known.fill(undefined);
  }
}

function wayTo(
  port: PortOutbox | undefined,
  link: LinkOutbox | undefined,
  epoch: number,
  rule?: ForwardingRule,
): Way {
  return { port, link, epoch, rule, isDetour: false };
}
