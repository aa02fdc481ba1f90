// How far the reading of a large source is: one line on a terminal, redrawn in place; nothing anywhere else.
import type { TrafficProgress } from "../../traffic/index.ts";
import { formatBytes, formatRate } from "../report/quantity.ts";

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** Whether it is a terminal that can redraw a line. */
  readonly isTerminal: boolean;
  /** Seconds from any fixed instant. */
  readonly now: () => number;
}

const barWidth = 30;
const pauseSeconds = 0.1; // between drawings
const eraseLine = "\r\u001b[2K";

export class ReadingProgress {
  readonly #options: ProgressOptions;
  readonly #startedAt: number;
  #drawnAt: number;
  #isDrawn = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#drawnAt = this.#startedAt; // what is read at once shows nothing
  }

  /** Draws it where the last drawing is long enough ago; call as often as you like. */
  show({ readBytes, totalBytes }: TrafficProgress): void {
    const now = this.#options.now();
    if (!this.#options.isTerminal || now - this.#drawnAt < pauseSeconds) return;
    this.#drawnAt = now;
    this.#isDrawn = true;
    const rate = formatRate((readBytes * 8) / (now - this.#startedAt));
    const share = totalBytes === undefined ? undefined : Math.min(1, readBytes / Math.max(1, totalBytes));
    const done = Math.round(barWidth * (share ?? 0));
    const bar =
      share === undefined
        ? ""
        : `[${"#".repeat(done)}${" ".repeat(barWidth - done)}] ${Math.floor(share * 100)} % `;
    this.#options.write(`${eraseLine}reading ${bar}${formatBytes(readBytes)}, ${rate}`);
  }

  /** Leaves the line empty. */
  close(): void {
    if (this.#isDrawn) this.#options.write(eraseLine);
    this.#isDrawn = false;
  }
}
