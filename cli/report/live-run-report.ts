// A run on a terminal: events scroll, and below them the traffic matrix and the speed are redrawn in place.
import { clipLine } from "./clip-line.ts";
import { isResult, type RunEvent, type RunReport } from "./run-event.ts";
import { sentencesOf, speedLine } from "./run-sentences.ts";

const eraseLine = "\u001b[2K";
const lineUp = "\u001b[1A";

export interface TerminalSize {
  readonly rows: number;
  readonly columns: number;
}

export interface LiveRunOptions {
  readonly write: (text: string) => void;
  readonly colour: boolean;
  /** Asked before each drawing: a terminal can change its size. */
  readonly size: () => TerminalSize;
}

export class LiveRunReport implements RunReport {
  readonly #options: LiveRunOptions;
  /** What one event brings is written at once, so that nothing flickers. */
  #pending = "";
  #drawn = 0;
  #matrix: readonly string[] = [];
  #speed = "";
  #totalBps = 0;

  constructor(options: LiveRunOptions) {
    this.#options = options;
  }

  show(event: RunEvent): void {
    this.#erase();
    if (event.event === "traffic") {
      this.#totalBps = event.matrix.reduce((sum, pair) => sum + pair.bitsPerSecond, 0);
      this.#matrix = sentencesOf(event, this.#options.colour);
    } else if (event.event === "speed") {
      this.#speed = speedLine(event.at, event.iterationsPerSecond, this.#totalBps);
    } else {
      if (event.event === "plan") this.#print(this.#matrix); // it is what the plan answers
      if (isResult(event)) this.#end();
      this.#print(sentencesOf(event, this.#options.colour));
    }
    this.#draw();
    this.#flush();
  }

  close(): void {
    this.#erase();
    this.#end();
    this.#flush();
  }

  /** Lets the matrix scroll as it is now, and draws nothing more. */
  #end(): void {
    this.#print(this.#matrix);
    this.#matrix = [];
    this.#speed = "";
  }

  #print(lines: readonly string[]): void {
    for (const line of lines) this.#pending += `${line}\n`;
  }

  #erase(): void {
    if (this.#drawn > 0) this.#pending += `\r${(lineUp + eraseLine).repeat(this.#drawn)}`; // behind an echoed `^C`, too
    this.#drawn = 0;
  }

  /** No more than the terminal holds: what has scrolled out of it, or wrapped, cannot be erased. */
  #draw(): void {
    const { rows, columns } = this.#options.size();
    const speed = this.#speed === "" ? [] : [this.#speed];
    const room = Math.max(0, rows - 1 - speed.length);
    const hidden = this.#matrix.length - room;
    const matrix =
      hidden <= 0
        ? this.#matrix
        : [...this.#matrix.slice(0, Math.max(0, room - 1)), `  … and ${hidden + 1} more lines`].slice(
            0,
            room,
          );
    const lines = [...matrix, ...speed]
      .slice(0, Math.max(0, rows - 1))
      .map((line) => clipLine(line, columns - 1));
    this.#print(lines);
    this.#drawn = lines.length;
  }

  #flush(): void {
    if (this.#pending !== "") this.#options.write(this.#pending);
    this.#pending = "";
  }
}
