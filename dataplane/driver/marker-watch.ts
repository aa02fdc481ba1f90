// Waits until the last frame of every moved flow has left its old way: markers, acknowledged by the destinations.
import type { Flow } from "../control/control-messages.ts";
import type { MovedFlow } from "./moved-flows.ts";

/** The markers of one transition; those that an ended daemon can no longer acknowledge are given up. */
export class MarkerWatch {
  readonly epoch: number;
  readonly #awaited: Map<string, MovedFlow>;
  #finished: (() => void) | undefined;

  constructor(epoch: number, flows: readonly MovedFlow[]) {
    this.epoch = epoch;
    this.#awaited = new Map(flows.map((flow) => [keyOf(flow), flow]));
  }

  /** Markers not acknowledged yet. */
  get missing(): number {
    return this.#awaited.size;
  }

  /** A destination has seen the marker, or waits for it no longer. */
  acknowledged(epoch: number, flow: Flow): void {
    if (epoch !== this.epoch || !this.#awaited.delete(keyOf(flow))) return;
    if (this.#awaited.size === 0) this.#finished?.();
  }

  /** The daemon of this host is gone, and with it the markers that it should send or see. */
  giveUp(host: number): void {
    for (const [key, { from, to }] of this.#awaited) {
      if (from === host || to === host) this.#awaited.delete(key);
    }
    if (this.#awaited.size === 0) this.#finished?.();
  }

  /** Resolves when no marker is missing, or when the time is up. */
  async all(limitSeconds: number): Promise<void> {
    if (this.#awaited.size === 0) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, limitSeconds * 1000);
      this.#finished = () => {
        clearTimeout(limit);
        resolve();
      };
    });
  }
}

function keyOf({ source, destination }: Flow): string {
  return `${source},${destination}`;
}
