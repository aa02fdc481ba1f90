// A run as plain lines, for files, pipes and terminals that cannot redraw.
import { isResult, type RunEvent, type RunReport } from "./run-event.ts";
import { sentencesOf } from "./run-sentences.ts";

export class PlainRunReport implements RunReport {
  readonly #write: (text: string) => void;
  #latestTraffic: RunEvent | undefined;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** The matrix stands where it says something: with a shape that is inferred from it, and with the result. */
  show(event: RunEvent): void {
    if (event.event === "traffic") {
      this.#latestTraffic = event;
      return;
    }
    const isMatrixDue = event.event === "shape" || isResult(event);
    if (isMatrixDue && this.#latestTraffic !== undefined) this.#print(this.#latestTraffic);
    this.#print(event);
  }

  close(): void {}

  #print(event: RunEvent): void {
    for (const line of sentencesOf(event)) this.#write(`${line}\n`);
  }
}
