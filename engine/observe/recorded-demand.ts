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
  readonly smoothSeconds: number;
  /** How long the window may be empty before the steps that follow are left out, seconds. */
  readonly idleSeconds: number;
  /** Is given the demand (bit/s, directed) of the window that ends with each step, at `now` seconds. */
  readonly step: (now: number, demand: SparseMatrix) => void;
}

const bitsPerByte = 8;

/** What comes in during a step is taken as spread evenly over it. Long silence costs nothing. */
export class RecordedDemand {
  readonly #options: RecordedDemandOptions;
  readonly #pairs = new PairIndex();
  readonly #window = new SlidingSum();
  readonly #matrix: DemandMatrix;
  readonly #lane = new BatchLane(); // a recording is one source
  #step = 0; // that is being filled: it lasts from #step to #step + 1 updates
  #idleSteps = 0;
  #amounts = new Float64Array(0); // by pair: octets in this step
  #touched = new Uint32Array(0); // the pairs that have some: #touchedCount of them
  #touchedCount = 0;
  /** When the step that is being filled is over, seconds. */
  stepEnd: number;

  constructor(options: RecordedDemandOptions) {
    this.#options = options;
    this.#matrix = new DemandMatrix(options.memberCount, this.#pairs, this.#window);
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
    const { updateSeconds, idleSeconds } = this.#options;
    const target = Math.floor(now / updateSeconds);
    while (this.#step < target) {
      if (this.#touchedCount === 0 && this.#idleSteps * updateSeconds > idleSeconds) this.#step = target;
      else this.close();
    }
    this.stepEnd = (this.#step + 1) * updateSeconds;
  }

  /** Closes the step that is being filled. */
  close(): void {
    const { updateSeconds, smoothSeconds, step } = this.#options;
    const start = this.#step * updateSeconds;
    const end = (this.#step + 1) * updateSeconds;
    const touched = this.#touched.slice(0, this.#touchedCount);
    const amounts = this.#lane.room(touched.length);
    for (let at = 0; at < touched.length; at++) amounts[at] = this.#amounts[touched[at]];
    this.#window.add(this.#lane, start, end, touched, amounts);
    for (const pair of touched) this.#amounts[pair] = 0;
    this.#touchedCount = 0;
    this.#step += 1;
    this.#window.advance(end - smoothSeconds);
    const demand = this.#matrix.take(bitsPerByte / smoothSeconds);
    this.#idleSteps = demand.value.length === 0 ? this.#idleSteps + 1 : 0;
    step(end, demand);
  }

  #grow(room: number): void {
    const [amounts, touched] = [this.#amounts, this.#touched];
    this.#amounts = new Float64Array(room);
    this.#amounts.set(amounts);
    this.#touched = new Uint32Array(room);
    this.#touched.set(touched);
  }
}
