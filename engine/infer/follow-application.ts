// VTTIF on recorded traffic: what went from whom to whom, the shape of all of it, and how the application changed on the way.
import type { ApplicationEvent, Edge, Recognition } from "../model/application.ts";
import { isGroup, type MacAddress } from "../model/mac-address.ts";
import { sparseMatrix, type Entry, type SparseMatrix } from "../model/sparse-matrix.ts";
import { PairTotals } from "../observe/pair-totals.ts";
import { RecordingClock } from "../observe/recording-clock.ts";
import type { TrafficBatch } from "../observe/traffic-batch.ts";
import { EdgePruning } from "./edge-pruning.ts";
import { RecordedInference, type EvenFlow } from "./recorded-inference.ts";
import { recogniseTopology } from "./recognise-topology.ts";

export interface FollowOptions {
  readonly updateSeconds: number;
  /** As in `RecordedInferenceOptions`. */
  readonly smoothSeconds: number | "auto";
  /** As in `InferenceOptions`. */
  readonly detect: number;
  readonly prune: number;
  /** What lies outside is not counted. */
  readonly from?: Moment;
  readonly to?: Moment;
  /** For the layout of the table of pairs: any number, best one that nobody can foresee. */
  readonly seed?: number;
}

/** Seconds since the first time stamp, or since 1970. */
export interface Moment {
  readonly since: "start" | "1970";
  readonly seconds: number;
}

/** What was followed; members are indices into `members`. */
export interface FollowedApplication {
  /** By source and destination, exact, in columns. */
  readonly totals: PairTotals;
  /** Entries outside of the range that was asked for, frames. */
  readonly outsideFrames: number;
  /** The first time stamp, seconds since 1970; NaN where there is none. */
  readonly startedAt: number;
  /** From the first entry to the last. */
  readonly seconds: number;
  /** The machines whose topology is inferred: those with an address of their own, in the order in which they were seen. */
  readonly members: readonly MacAddress[];
  /** Frames of machines beyond the limit of members: counted, not in the topology. */
  readonly unplacedFrames: number;
  /** Of all the traffic as one. */
  readonly topology: readonly Edge[];
  readonly recognition: Recognition;
  readonly events: readonly ApplicationEvent[];
  /** Events beyond the limit. */
  readonly eventsLeftOut: number;
}

/** Own limits: of an application, not of a flood of invented addresses or of a timeline that nobody reads. */
const mostMembers = 1024;
const mostEvents = 10_000;

/** Pairs that are in no topology: those of groups, and those of members beyond the limit. */
const group = -1;
const unplaced = -2;

export class ApplicationFollower {
  readonly #options: FollowOptions;
  readonly #totals: PairTotals;
  readonly #clock = new RecordingClock();
  readonly #inference: RecordedInference;
  readonly #members = new Map<MacAddress, number>();
  /** By pair of addresses: the pair of machines as the window numbers it, or why there is none. */
  #places = new Int32Array(64);
  readonly #events: ApplicationEvent[] = [];
  #eventsLeftOut = 0;
  #unplacedFrames = 0;
  #outsideFrames = 0;
  #first = NaN; // time stamp

  constructor(options: FollowOptions) {
    const { updateSeconds, smoothSeconds, detect, prune, seed } = options;
    this.#options = options;
    this.#totals = new PairTotals(seed);
    this.#inference = new RecordedInference({
      memberCount: mostMembers,
      updateSeconds,
      smoothSeconds,
      detect,
      prune,
      step: (_now, _demand, { events }) => this.#remember(events),
    });
  }

  add(batch: TrafficBatch): void {
    const { length, atSeconds, source, destination, bytes, frames } = batch;
    if (!Number.isNaN(batch.steadySince)) return this.#addEvenly(batch);
    const inference = this.#inference;
    const isRanged = this.#options.from !== undefined || this.#options.to !== undefined;
    for (let index = 0; index < length; index++) {
      if (isRanged && !this.#isInside(atSeconds[index])) {
        this.#outsideFrames += frames[index];
        continue;
      }
      const now = this.#clock.read(atSeconds[index]);
      if (now >= inference.stepEnd) inference.advance(now);
      const place = this.#count(source[index], destination[index], bytes[index], frames[index]);
      if (place >= 0) inference.add(place, bytes[index]);
    }
  }

  /** Of what lies partly outside of the range that was asked for, its share inside counts. */
  #addEvenly({ steadySince, length, atSeconds, source, destination, bytes, frames }: TrafficBatch): void {
    if (length === 0) return;
    const [since, until] = this.#insideOf(steadySince, atSeconds[0]);
    const share = since > until ? 0 : (until - since) / (atSeconds[0] - steadySince || 1);
    const flows: EvenFlow[] = [];
    const from = share > 0 ? this.#clock.read(since) : 0;
    for (let index = 0; index < length; index++) {
      const inside = Math.round(share * frames[index]);
      this.#outsideFrames += frames[index] - inside;
      if (inside === 0) continue;
      const byteCount = Math.round(share * bytes[index]);
      const pair = this.#count(source[index], destination[index], byteCount, inside);
      if (pair >= 0) flows.push({ pair, bytes: byteCount });
    }
    if (share > 0) this.#inference.addEvenly(from, this.#clock.read(until), flows);
  }

  /** Counts it; between which machines it is, as the window numbers them, or why it is in none. */
  #count(source: MacAddress, destination: MacAddress, bytes: number, frames: number): number {
    const known = this.#totals.count;
    const pair = this.#totals.add(source, destination, bytes, frames);
    if (pair < 0) return group;
    if (pair === known) this.#place(pair);
    const place = this.#places[pair];
    if (place === unplaced) this.#unplacedFrames += frames;
    return place;
  }

  /** The part of a span that lies in the range that was asked for; its end comes first where there is none. */
  #insideOf(since: number, until: number): [number, number] {
    if (Number.isNaN(this.#first)) this.#first = since;
    const { from, to } = this.#options;
    const momentOf = (moment: Moment | undefined, otherwise: number): number =>
      moment === undefined ? otherwise : moment.seconds + (moment.since === "start" ? this.#first : 0);
    return [Math.max(since, momentOf(from, since)), Math.min(until, momentOf(to, until))];
  }

  /** All has been added. */
  finish(): FollowedApplication {
    this.#inference.close();
    const { prune } = this.#options;
    const whole = this.#whole();
    const pruning = new EdgePruning(prune);
    const { pattern: topology } = pruning.update(whole);
    return {
      totals: this.#totals,
      outsideFrames: this.#outsideFrames,
      startedAt: this.#clock.startedAt,
      seconds: this.#clock.now,
      members: [...this.#members.keys()],
      unplacedFrames: this.#unplacedFrames,
      topology,
      recognition: recogniseTopology(topology, whole, pruning.margin),
      events: this.#events,
      eventsLeftOut: this.#eventsLeftOut,
    };
  }

  #isInside(atSeconds: number): boolean {
    if (Number.isNaN(this.#first)) this.#first = atSeconds;
    const { from, to } = this.#options;
    const elapsed = atSeconds - this.#first;
    const isAfter = from === undefined || (from.since === "start" ? elapsed : atSeconds) >= from.seconds;
    const isBefore = to === undefined || (to.since === "start" ? elapsed : atSeconds) <= to.seconds;
    return isAfter && isBefore && !Number.isNaN(atSeconds);
  }

  /** All the traffic between members, as one demand: the unit does not matter. */
  #whole(): SparseMatrix {
    const entries: Entry[] = [];
    for (let pair = 0; pair < this.#totals.count; pair++) {
      if (this.#places[pair] < 0) continue;
      const from = this.#memberOf(this.#totals.source[pair]);
      const to = this.#memberOf(this.#totals.destination[pair]);
      entries.push({ from, to, value: this.#totals.bytes[pair] });
    }
    return sparseMatrix(this.#members.size, entries);
  }

  /** Notes between whom a new pair is. */
  #place(pair: number): void {
    if (pair >= this.#places.length) {
      const larger = new Int32Array(2 * this.#places.length);
      larger.set(this.#places);
      this.#places = larger;
    }
    const from = this.#memberOf(this.#totals.source[pair]);
    const to = this.#memberOf(this.#totals.destination[pair]);
    this.#places[pair] = from >= 0 && to >= 0 ? this.#inference.pairOf(from, to) : Math.min(from, to);
  }

  #memberOf(mac: MacAddress): number {
    if (isGroup(mac)) return group;
    const known = this.#members.get(mac);
    if (known !== undefined) return known;
    if (this.#members.size === mostMembers) return unplaced;
    this.#members.set(mac, this.#members.size);
    return this.#members.size - 1;
  }

  #remember(events: readonly ApplicationEvent[]): void {
    const room = mostEvents - this.#events.length;
    this.#events.push(...events.slice(0, room));
    this.#eventsLeftOut += Math.max(0, events.length - room);
  }
}
