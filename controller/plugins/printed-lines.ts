// What a plugin prints, line by line, and not without end.
import { StringDecoder } from "node:string_decoder";

/** Own choices: enough to look for a mistake, too little to bury what vnet itself has to say. */
const mostLines = 200;
const longestCharacters = 500;

export class PrintedLines {
  readonly #print: (line: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  #rest = "";
  #lines = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  take(piece: Buffer): void {
    if (this.#lines > mostLines) return;
    const lines = (this.#rest + this.#decoder.write(piece)).split("\n");
    this.#rest = (lines.pop() ?? "").slice(0, longestCharacters + 1);
    for (const line of lines) {
      this.#lines += 1;
      if (this.#lines > mostLines) {
        this.#print(`… more than ${mostLines} lines: the rest is left out`);
        return;
      }
      const isLong = line.length > longestCharacters;
      this.#print(`${line.slice(0, longestCharacters).replaceAll(/\p{Cc}/gu, " ")}${isLong ? "…" : ""}`);
    }
  }
}
