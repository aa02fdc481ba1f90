// A run as one JSON event a line.
import type { RunEvent, RunReport } from "./run-event.ts";

export class JsonRunReport implements RunReport {
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  show(event: RunEvent): void {
    this.#write(`${JSON.stringify(event)}\n`);
  }

  close(): void {}
}
