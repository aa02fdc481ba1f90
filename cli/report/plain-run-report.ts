// A run as plain lines, for files, pipes and terminals that cannot redraw.
import type { RunEvent, RunReport } from "./run-event.ts";
import { sentencesOf } from "./run-sentences.ts";

export class PlainRunReport implements RunReport {
  readonly #write: (text: string) => void;
  #lastShape = "";
  #matrixDue = true;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  show(event: RunEvent): void {
    if (event.event === "traffic" && !this.#matrixDue) return; // one matrix before and one after each adaptation
    if (event.event === "traffic") this.#matrixDue = false;
    if (event.event === "applied") this.#matrixDue = true;
    if (event.event === "shape") {
      if (this.#lastShape === event.shape.join()) return;
      this.#lastShape = event.shape.join();
    }
    for (const line of sentencesOf(event)) this.#write(`${line}\n`);
  }

  close(): void {}
}
