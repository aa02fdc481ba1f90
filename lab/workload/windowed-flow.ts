// The sending side of a flow with a fixed window: as many frames as the window holds are always on their way.
import type { After } from "./timer.ts";

export interface WindowedFlowOptions {
  readonly windowFrames: number;
  /** A frame that is not acknowledged within this time is given up and replaced. */
  readonly stallSeconds: number;
  readonly after: After;
  /** Sends one frame and answers its sequence number. */
  send(): number;
}

export class WindowedFlow {
  /** Frames that were given up. */
  stalled = 0;
  readonly #options: WindowedFlowOptions;
  readonly #cancelBySequence = new Map<number, () => void>(); // of the frames under way
  #isStopped = false;

  constructor(options: WindowedFlowOptions) {
    this.#options = options;
  }

  start(): void {
    for (let frame = 0; frame < this.#options.windowFrames; frame++) this.#send();
  }

  /** Sends nothing new. */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#cancelBySequence.values()) cancel();
  }

  /** The receiver has got the frame. Repeated and late acknowledgements change nothing. */
  acknowledge(sequence: number): void {
    const cancel = this.#cancelBySequence.get(sequence);
    if (cancel === undefined) return;
    cancel();
    this.#replace(sequence);
  }

  #send(): void {
    const { after, stallSeconds } = this.#options;
    const sequence = this.#options.send();
    const cancel = after(stallSeconds, () => {
      this.stalled++;
      this.#replace(sequence);
    });
    this.#cancelBySequence.set(sequence, cancel);
  }

  #replace(sequence: number): void {
    this.#cancelBySequence.delete(sequence);
    if (!this.#isStopped) this.#send();
  }
}
