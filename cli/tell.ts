// What a command says beside its output: one line on standard error, whatever is in it.
import { printable } from "./report/printable.ts";

/** Writes `note: the sentence`. */
export function tell(kind: "note" | "warning" | "error", sentence: string): void {
  process.stderr.write(`${kind}: ${printable(sentence)}\n`);
}
