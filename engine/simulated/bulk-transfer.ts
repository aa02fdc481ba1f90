// A transfer of bulk data: as fast as the network carries it, once, or for ever.
import type { ApplicationSurroundings, Message, SimulatedApplication } from "./simulated-application.ts";

export class BulkTransfer implements SimulatedApplication {
  readonly #message: Message;
  #finishedAt: number | undefined;

  /** `bytes` Infinity: never done. */
  constructor(message: Message) {
    this.#message = message;
  }

  /** Simulated seconds; undefined = not yet. */
  get finishedAt(): number | undefined {
    return this.#finishedAt;
  }

  start(surroundings: ApplicationSurroundings): void {
    surroundings.send(this.#message, () => (this.#finishedAt = surroundings.now));
  }
}
