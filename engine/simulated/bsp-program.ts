// A bulk-synchronous program message by message: all compute, then all messages are sent, then the next iteration.
import type { ApplicationSurroundings, Message, SimulatedApplication } from "./simulated-application.ts";

export interface BspOptions {
  readonly processes: readonly number[]; // VMs
  /** CPU seconds of each process in an iteration. */
  readonly computeSeconds: number;
  readonly messages: readonly Message[];
  /** How much longer or shorter than given a process computes, at random: a share, 0..1. Default 0. */
  readonly jitter?: number;
}

/** An iteration takes as long as its slowest process computes and then its slowest message takes. */
export class BspProgram implements SimulatedApplication {
  readonly #options: BspOptions;
  #iterations = 0;

  constructor(options: BspOptions) {
    this.#options = options;
  }

  /** Iterations that are over. */
  get iterations(): number {
    return this.#iterations;
  }

  start(surroundings: ApplicationSurroundings): void {
    const { processes, computeSeconds, messages, jitter = 0 } = this.#options;
    const compute = (): void =>
      together(
        processes.map((vm) => (done) => {
          const seconds = computeSeconds * (1 + jitter * (2 * surroundings.random() - 1));
          surroundings.compute(vm, seconds, done);
        }),
        exchange,
      );
    const exchange = (): void =>
      together(
        messages.map((message) => (done) => surroundings.send(message, done)),
        () => {
          this.#iterations += 1;
          compute();
        },
      );
    compute();
  }
}

/** Begins all, and calls `over` when each of them is done. Of none, at once. */
function together(all: readonly ((done: () => void) => unknown)[], over: () => void): void {
  let left = all.length;
  if (left === 0) over();
  for (const begin of all)
    begin(() => {
      left -= 1;
      if (left === 0) over();
    });
}
