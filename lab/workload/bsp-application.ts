// One process of a bulk-synchronous program: compute, exchange with the neighbours, wait for them, again.
import { MessageAssembler } from "./message-assembler.ts";
import type { After } from "./timer.ts";

/**
 * Computing is a timed wait: it takes the same time on any machine, so that only the network decides between two runs. The pattern is the
 * neighbour exchange of the paper's *Patterns*.
 */
export interface BspOptions {
  readonly neighbours: readonly number[]; // VMs, each once
  readonly computeSeconds: number;
  /** After this long a wait for lost frames is given up: counted as stalled, and the next iteration begins. */
  readonly stallSeconds: number;
  /** Joins neighbours that are ahead, as a program does that was started again beside others that went on. */
  readonly catchesUp?: boolean;
  readonly after: After;
  /** Sends the message of an iteration to a neighbour. */
  send(to: number, iteration: number): void;
  /** An iteration (0, 1, …) is over. */
  finished(iteration: number): void;
}

export class BspApplication {
  /** Waits that were given up. */
  stalled = 0;
  readonly #options: BspOptions;
  readonly #inboxes: ReadonlyMap<number, MessageAssembler>;
  #iteration = 0;
  #isWaiting = false;
  #isStopped = false;
  #cancelTimer: () => void = () => {};

  constructor(options: BspOptions) {
    this.#options = options;
    this.#inboxes = new Map(options.neighbours.map((vm) => [vm, new MessageAssembler()]));
  }

  start(): void {
    this.#compute();
  }

  /** Begins nothing new; what is under way is left unfinished. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer();
  }

  /** A part of a neighbour's message has arrived. */
  receive(from: number, iteration: number, part: number, parts: number): void {
    this.#inboxes.get(from)?.add(iteration, part, parts);
    // A neighbour is at most one iteration ahead of a program that it waits for.
    if (this.#options.catchesUp === true && iteration > this.#iteration + 1) this.#catchUp(iteration);
    this.#finishIfComplete();
  }

  #catchUp(iteration: number): void {
    this.#advanceTo(iteration);
    if (!this.#isWaiting || this.#isStopped) return; // it computes, for this iteration now
    this.#cancelTimer();
    this.#compute();
  }

  #advanceTo(iteration: number): void {
    this.#iteration = iteration;
    for (const inbox of this.#inboxes.values()) inbox.advanceTo(iteration);
  }

  #compute(): void {
    this.#isWaiting = false;
    this.#cancelTimer = this.#options.after(this.#options.computeSeconds, () => this.#exchange());
  }

  #exchange(): void {
    for (const neighbour of this.#options.neighbours) this.#options.send(neighbour, this.#iteration);
    this.#isWaiting = true;
    this.#cancelTimer = this.#options.after(this.#options.stallSeconds, () => {
      this.stalled++;
      this.#finish();
    });
    this.#finishIfComplete();
  }

  #finishIfComplete(): void {
    if (!this.#isWaiting || this.#isStopped) return;
    for (const inbox of this.#inboxes.values()) if (!inbox.isWhole(this.#iteration)) return;
    this.#cancelTimer();
    this.#finish();
  }

  #finish(): void {
    this.#options.finished(this.#iteration);
    this.#advanceTo(this.#iteration + 1);
    this.#compute();
  }
}
