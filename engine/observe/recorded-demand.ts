// The sliding window over recorded traffic: demand step by step, on the recording's own time.
import type { SparseMatrix } from "../model/sparse-matrix.ts";
import { BatchLane } from "./batch-lane.ts";
import { DemandMatrix } from "./demand-matrix.ts";
import { PairIndex } from "./pair-index.ts";
import { SlidingSum } from "./sliding-sum.ts";

export interface RecordedDemandOptions {
  /** How many machines there can be: the size of the matrix. */
  readonly memberCount: number;
  /** How long a step is, seconds: the report interval of a daemon. */
  readonly updateSeconds: number;
  /** Asked once at the end of each step, at `now` seconds: how long the window is, seconds; `bytes`: that came in since the start. */
  readonly windowSeconds: (now: number, bytes: number) => number;
  /** Asked while the window is empty, whether the silence from `now` until `until` can be passed over: then no step is made in between. */
  readonly passSilence: (now: number, until: number) => boolean;
  /** Is given the demand (bit/s, directed) of the window that ends with each step, at `now` seconds. */
  readonly step: (now: number, demand: SparseMatrix) => void;
}

const bitsPerByte = 8;

/** What comes in during a step is taken as spread evenly over it. */
export class RecordedDemand {
  readonly #options: RecordedDemandOptions;
  readonly #pairs = new PairIndex();
  readonly #window = new SlidingSum();
  readonly #matrix: DemandMatrix;
  readonly #lane = new BatchLane(); // a recording is one source
  #step = 0; // that is being filled: it lasts from #step to #step + 1 updates
  #demand: SparseMatrix; // of the last step: the same object while nothing comes in or leaves
  #windowSeconds = 0; // then
  readonly #held: number[] = []; // the starts of the steps in the window, seconds
  #keptSince = -Infinity; // what a longer window would hold from before is gone
  #bytes = 0; // that came in until then
  #amounts = new Float64Array(0); // by pair: octets in this step
  #touched = new Uint32Array(0); // the pairs that have some: #touchedCount of them
  #touchedCount = 0;
  /** When the step that is being filled is over, seconds. */
  stepEnd: number;

  constructor(options: RecordedDemandOptions) {
    this.#options = options;
    this.#matrix = new DemandMatrix(options.memberCount, this.#pairs, this.#window);
    this.#demand = this.#matrix.take(1);
    this.stepEnd = options.updateSeconds;
  }

  /** The number by which `add` knows a directed pair of machines. */
  pairOf(from: number, to: number): number {
    const pair = this.#pairs.numberOf(from, to);
    if (pair >= this.#amounts.length) this.#grow(this.#pairs.room);
    return pair;
  }

  /** Adds what came in before `stepEnd`. */
  add(pair: number, bytes: number): void {
    if (this.#amounts[pair] === 0 && bytes > 0) this.#touched[this.#touchedCount++] = pair;
    this.#amounts[pair] += bytes;
  }

  /** Closes all steps that end by `now`, which must not go back. */
  advance(now: number): void {
    const { updateSeconds, passSilence } = this.#options;
    const target = Math.floor(now / updateSeconds);
    while (this.#step < target) {
      const isSilent = this.#touchedCount === 0 && this.#held.length === 0;
      if (isSilent && passSilence(this.#step * updateSeconds, target * updateSeconds)) this.#step = target;
      else this.close();
    }
    this.stepEnd = (this.#step + 1) * updateSeconds;
  }

  /** Closes the step that is being filled. */
  close(): void {
    const { updateSeconds, step } = this.#options;
    const start = this.#step * updateSeconds;
    const end = (this.#step + 1) * updateSeconds;
    const touched = this.#touched.slice(0, this.#touchedCount);
    const amounts = this.#lane.room(touched.length);
    for (let at = 0; at < touched.length; at++) {
      const pair = touched[at];
      amounts[at] = this.#amounts[pair];
      this.#bytes += this.#amounts[pair];
      this.#amounts[pair] = 0;
    }
    this.#window.add(this.#lane, start, end, touched, amounts);
    this.#touchedCount = 0;
    this.#step += 1;
    if (touched.length > 0) this.#held.push(start);
    if (this.#resize(end) || touched.length > 0 || this.#held[0] < end - this.#windowSeconds) this.#look(end);
    step(end, this.#demand);
  }

  #look(now: number): void {
    const edge = now - this.#windowSeconds;
    this.#window.advance(edge);
    const left = this.#held.findIndex((start) => start + this.#options.updateSeconds > edge);
    this.#held.splice(0, left < 0 ? this.#held.length : left);
    this.#demand = this.#matrix.take(bitsPerByte / Math.min(this.#windowSeconds, now - this.#keptSince));
  }

  /** Whether rates are over another time than at the last step. A longer window fills as time passes; until then they are over what it holds. */
  #resize(now: number): boolean {
    const before = this.#windowSeconds;
    this.#windowSeconds = this.#options.windowSeconds(now, this.#bytes);
    if (this.#windowSeconds > before && before > 0) this.#keptSince = now - before;
    return this.#windowSeconds !== before || now - this.#keptSince < this.#windowSeconds;
  }

  #grow(room: number): void {
    const [amounts, touched] = [this.#amounts, this.#touched];
    this.#amounts = new Float64Array(room);
    this.#amounts.set(amounts);
    this.#touched = new Uint32Array(room);
    this.#touched.set(touched);
  }
}
