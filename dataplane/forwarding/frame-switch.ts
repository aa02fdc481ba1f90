// The pure core of a daemon: moves frames between ports and links by epoch, counts what local VMs send, keeps the order of moved flows.
import { FrameSlabReader } from "../ethernet/frame-slab.ts";
import { broadcastMac, type MacAddress } from "../ethernet/mac-address.ts";
import type { Link } from "../link/link.ts";
import type { Port } from "../port/port.ts";
import { LinkBatchReader, linkFlags } from "../wire/link-batch.ts";
import { encodeMarker } from "../wire/marker.ts";
import { Arrivals, type ArrivalCallbacks } from "./arrivals.ts";
import { accepted, EpochTables, starEpoch, type EpochAnswer } from "./epoch-tables.ts";
import { defaultHoldLimits, type ExpectedFlow, type Flow, type HoldLimits } from "./flow-holds.ts";
import type { ForwardingRule } from "./forwarding-rule.ts";
import { FrameInHand } from "./frame-in-hand.ts";
import { FrameTally, type DetourReason, type DropReason } from "./frame-tally.ts";
import { LinkOutbox } from "./link-outbox.ts";
import { Outlets } from "./outlets.ts";
import { PairCounters } from "./pair-counters.ts";
import { PortOutbox } from "./port-outbox.ts";
import { Star, type Place } from "./star.ts";
import { type Way, Ways } from "./ways.ts";

/** How many links a frame may cross. Implementation choice: a loop dies, and no sensible path is that long. */
const initialHopLimit = 16;

export interface FrameSwitchOptions {
  /** Names of this daemon and of the Proxy's; equal at the Proxy. */
  readonly name: string;
  readonly proxy: string;
  /** Seconds, ascending; any origin. */
  readonly now: () => number;
  readonly holdLimits?: HoldLimits;
  readonly on?: ArrivalCallbacks;
  /** Left out: true. False is there to measure what counting costs. */
  readonly counts?: boolean;
  /** 32 random bits, so that no guest can slow the look-up of pairs down. Left out: 0. */
  readonly seed?: number;
}

/** The next step of a frame from a VM of this daemon; `epoch` is its stamp, 0 = the star. */
export type NextHop =
  | { readonly kind: "port"; readonly mac: MacAddress }
  | { readonly kind: "link"; readonly peer: string; readonly epoch: number; readonly rule?: ForwardingRule }
  | { readonly kind: "none"; readonly reason: DropReason };

/**
 * Single-threaded. It is the one receiver of the ports and links attached to it and closes none of them; `Link.onClose`
 * stays its owner's. Callbacks run after the batch that caused them has been sent on.
 */
export class FrameSwitch {
  /** What VMs of this daemon have sent. */
  readonly counters: PairCounters;
  readonly #tally = new FrameTally();
  readonly #outlets = new Outlets(this.#tally);
  readonly #tables = new EpochTables();
  readonly #arrivals: Arrivals;
  readonly #star: Star;
  readonly #ways: Ways;
  readonly #counts: boolean;

  constructor(options: FrameSwitchOptions) {
    const { name, proxy, now, holdLimits = defaultHoldLimits, on = {}, counts = true, seed = 0 } = options;
    const [outlets, tally] = [this.#outlets, this.#tally];
    this.#arrivals = new Arrivals({ outlets, tally, limits: holdLimits, on, now });
    this.#star = new Star(name, proxy, outlets, tally);
    this.#ways = new Ways(outlets, this.#tables, this.#star);
    this.#counts = counts;
    this.counters = new PairCounters({ seed, forgotten: (slot) => this.#ways.forget(slot) });
  }

  /** Frames lost, by reason; cumulative. */
  get drops(): Readonly<Record<DropReason, number>> {
    return this.#tally.drops;
  }

  /** Frames stamped 0 and sent on by the star instead of by a rule, by reason; cumulative. They are not lost. */
  get detours(): Readonly<Record<DetourReason, number>> {
    return this.#tally.detours;
  }

  /** The committed epoch; 0 = none. */
  get epoch(): number {
    return this.#tables.current;
  }

  get ports(): readonly MacAddress[] {
    return [...this.#outlets.ports.keys()];
  }

  get peers(): readonly string[] {
    return [...this.#outlets.links.keys()];
  }

  /** The rules of an epoch, highest priority first; none when it is not known here. */
  rulesOf(epoch: number): readonly ForwardingRule[] {
    return this.#tables.tableOf(epoch)?.rules() ?? [];
  }

  /** Takes frames from a VM's port and gives it what is for `mac`; replaces the port that had this address. */
  attachPort(mac: MacAddress, port: Port): void {
    const outbox = new PortOutbox(mac, port);
    this.#outlets.ports.set(mac, outbox);
    this.#ways.forgetAll();
    port.receiveBatch((slab) => {
      if (this.#outlets.ports.get(mac) === outbox) this.#receiveFromPort(outbox, slab);
    });
  }

  detachPort(mac: MacAddress): void {
    this.#outlets.ports.delete(mac);
    this.#ways.forgetAll();
  }

  /** Exchanges frames with the daemon `peer`; replaces the link to it. */
  attachLink(peer: string, link: Link): void {
    const outbox = new LinkOutbox(peer, link, this.#tally);
    this.#outlets.links.set(peer, outbox);
    this.#ways.forgetAll();
    link.receiveBatch((batch) => {
      if (this.#outlets.links.get(peer) === outbox) this.#receiveFromLink(outbox, batch);
    });
  }

  /** With `link`: only if it is still the one attached, so that the end of an old link does not take away the new one. */
  detachLink(peer: string, link?: Link): void {
    if (link !== undefined && this.#outlets.links.get(peer)?.link !== link) return;
    this.#outlets.links.delete(peer);
    this.#ways.forgetAll();
  }

  useProxy(proxy: string): void {
    this.#star.proxy = proxy; // from now on the star has another centre
    this.#ways.forgetAll();
  }

  /** At the Proxy: where each VM is. Other daemons do not need it. */
  setPlaces(places: readonly Place[]): void {
    this.#star.setPlaces(places);
    this.#ways.forgetAll();
  }

  /**
   * Installs the rules of an epoch beside those in use. `expect`: the flows to VMs of this daemon whose marker will come;
   * their frames of the new epoch are held until then. Refused rules change nothing.
   */
  prepare(
    epoch: number,
    { rules, expect }: { rules: readonly ForwardingRule[]; expect: readonly ExpectedFlow[] },
  ): EpochAnswer {
    const answer = this.#tables.prepare(epoch, rules);
    if (!answer.ok) return answer;
    this.#arrivals.expect(epoch, expect);
    this.#finish();
    return answer;
  }

  /** Sends a marker down the old path of each moved flow, then uses the epoch for all that follows. */
  commit(epoch: number, { moved }: { moved: readonly Flow[] }): EpochAnswer {
    if (epoch === this.epoch) return accepted; // asked twice: the markers are on their way
    if (this.#tables.tableOf(epoch) !== undefined) {
      for (const flow of moved) {
        const frame = new FrameInHand(encodeMarker({ ...flow, epoch }));
        frame.take(0, frame.bytes.length, linkFlags.marker, initialHopLimit, starEpoch);
        this.#sendOut(frame);
      }
      this.#arrivals.startClock(epoch);
    }
    const answer = this.#tables.commit(epoch);
    this.#ways.forgetAll();
    this.#finish();
    return answer;
  }

  /** Forgets an epoch, aborted or retired; what was held for it is delivered. */
  discard(epoch: number): void {
    this.#tables.discard(epoch);
    this.#ways.forgetAll();
    this.#arrivals.releaseEpoch(epoch);
    this.#finish();
  }

  /** To be called some ten times a second: releases flows whose marker has not come in time. */
  tick(): void {
    this.#arrivals.releaseOverdue();
    this.#finish();
  }

  /** Where a frame from a VM of this daemon would go now. */
  routeOf(source: MacAddress, destination: MacAddress): NextHop {
    const { port, link, epoch, rule } = this.#ways.find(source, destination) ?? {};
    if (port) return { kind: "port", mac: port.mac };
    if (link && epoch !== undefined) return { kind: "link", peer: link.peer, epoch, ...(rule && { rule }) };
    const isKnown = this.#star.nextDaemon(destination) !== undefined;
    return { kind: "none", reason: isKnown ? "link-closed" : "no-rule" };
  }

  #receiveFromPort(from: PortOutbox, slab: Uint8Array): void {
    const reader = new FrameSlabReader(slab);
    const frame = new FrameInHand(slab);
    while (reader.next()) {
      if (!frame.take(reader.offset, reader.length, 0, initialHopLimit, starEpoch))
        this.#tally.drop("malformed");
      else if (frame.source !== from.mac) this.#tally.drop("spoofed");
      else if (frame.isForGroup) {
        if (this.#counts) this.counters.countGroup(frame.destination === broadcastMac, frame.length);
        this.#star.flood(frame, from);
      } else {
        const { counters } = this;
        const { offset, length } = frame;
        const slot = this.#counts ? counters.count(slab, offset, length) : counters.slotOf(slab, offset);
        const way = this.#ways.of(slot) ?? this.#ways.learn(slot, frame.source, frame.destination);
        this.#sendBy(way, frame);
      }
    }
    if (reader.malformed) this.#tally.drop("malformed");
    this.#finish();
  }

  #receiveFromLink(from: LinkOutbox, batch: Uint8Array): void {
    const reader = new LinkBatchReader(batch);
    const frame = new FrameInHand(batch);
    while (reader.next()) {
      const { offset, length, flags, hopLimit, epoch } = reader;
      if (!frame.take(offset, length, flags, hopLimit, epoch)) this.#tally.drop("malformed");
      else if (this.#outlets.ports.has(frame.destination)) this.#arrivals.arrive(frame);
      else this.#passOn(frame, from);
    }
    if (reader.fault !== undefined) this.#tally.drop("malformed");
    this.#finish();
  }

  #sendBy(way: Way | undefined, frame: FrameInHand): void {
    if (way?.link) {
      frame.epoch = way.epoch;
      this.#outlets.forward(way.link, frame);
    } else if (way?.port) this.#outlets.deliver(way.port, frame);
    else this.#sendOut(frame);
  }

  /** A frame or marker that starts here. */
  #sendOut(frame: FrameInHand): void {
    const port = this.#outlets.ports.get(frame.destination);
    if (port !== undefined) {
      if (frame.isMarker) this.#arrivals.arrive(frame);
      else this.#outlets.deliver(port, frame);
      return;
    }
    const rule = this.#tables.currentRule(frame.source, frame.destination);
    if (rule === undefined) this.#star.forward(frame);
    else {
      frame.epoch = this.#tables.current;
      this.#followRule(frame, rule);
    }
  }

  /** A frame or marker of another daemon's, for no VM of this one. */
  #passOn(frame: FrameInHand, from: LinkOutbox): void {
    if (frame.hopLimit <= 1) {
      this.#tally.drop("hop-limit");
      return;
    }
    frame.hopLimit -= 1;
    if (frame.isForGroup) this.#star.flood(frame, from);
    else if (frame.epoch === starEpoch) this.#star.forward(frame, from);
    else {
      const table = this.#tables.tableOf(frame.epoch);
      const rule = table?.lookup(frame.source, frame.destination);
      if (rule !== undefined) this.#followRule(frame, rule);
      else this.#detour(frame, table === undefined ? "stale-epoch" : "no-rule");
    }
  }

  #followRule(frame: FrameInHand, { target }: ForwardingRule): void {
    if ("port" in target) {
      const port = this.#outlets.ports.get(target.port);
      if (port === undefined) this.#detour(frame, "no-rule");
      else if (frame.isMarker) this.#arrivals.arrive(frame);
      else this.#outlets.deliver(port, frame);
      return;
    }
    const link = this.#outlets.links.get(target.peer);
    if (link === undefined) this.#detour(frame, "link-closed");
    else this.#outlets.forward(link, frame);
  }

  #detour(frame: FrameInHand, reason: DetourReason): void {
    this.#tally.detour(reason);
    frame.epoch = starEpoch;
    this.#star.forward(frame);
  }

  /** Sends what was gathered, then tells. */
  #finish(): void {
    this.#outlets.flush();
    this.#arrivals.announce();
  }
}
