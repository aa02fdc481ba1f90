// A run on a terminal: events scroll, and below them the traffic matrix and the speed are redrawn in place.
import { heatMap } from "./heat-map.ts";
import { isResult, type RunEvent, type RunReport } from "./run-event.ts";
import { sentencesOf, speedLine } from "./run-sentences.ts";

const eraseLine = "\u001b[2K";
const lineUp = "\u001b[1A";

export class LiveRunReport implements RunReport {
  readonly #write: (text: string) => void;
  readonly #colour: boolean;
  #drawn = 0;
  #matrix: string[] = [];
  #speed = "";
  #totalBps = 0;

  constructor(write: (text: string) => void, colour: boolean) {
    this.#write = write;
    this.#colour = colour;
  }

  show(event: RunEvent): void {
    this.#erase();
    if (event.event === "traffic") {
      this.#totalBps = event.matrix.reduce((sum, pair) => sum + pair.bitsPerSecond, 0);
      this.#matrix = heatMap(event.vms, event.matrix, this.#colour);
    } else if (event.event === "speed") {
      this.#speed = speedLine(event.at, event.iterationsPerSecond, this.#totalBps);
    } else {
      if (event.event === "plan") this.#keepMatrix();
      if (isResult(event)) this.close();
      for (const line of sentencesOf(event, this.#colour)) this.#write(`${line}\n`);
    }
    this.#draw();
  }

  close(): void {
    this.#erase();
    this.#keepMatrix();
    this.#matrix = [];
    this.#speed = "";
  }

  /** Lets the matrix as it is now scroll with the events: it is what the plan answers. */
  #keepMatrix(): void {
    for (const line of this.#matrix) this.#write(`${line}\n`);
  }

  #erase(): void {
    this.#write((lineUp + eraseLine).repeat(this.#drawn));
    this.#drawn = 0;
  }

  #draw(): void {
    const lines = [...this.#matrix, ...(this.#speed === "" ? [] : [this.#speed])];
    for (const line of lines) this.#write(`${line}\n`);
    this.#drawn = lines.length;
  }
}
