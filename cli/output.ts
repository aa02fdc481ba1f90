// What becomes of a command whose output cannot be written: a reader that has left ends it quietly, a full disk with a sentence.
import { exitCodes } from "./exit-codes.ts";
import { endCommand } from "./interrupt.ts";
import { systemReason } from "./system-reason.ts";

/** Call once, before anything is written. */
export function watchOutput(): void {
  let hasFailed = false;
  process.stdout.on("error", (error) => {
    if (hasFailed) return; // each later write says it again
    hasFailed = true;
    const readerLeft = "code" in error && error.code === "EPIPE";
    if (!readerLeft) process.stderr.write(`error: cannot write to standard output: ${systemReason(error)}\n`);
    endCommand(readerLeft ? exitCodes.readerLeft : exitCodes.couldNotRun, "standard output is closed");
  });
  process.stderr.on("error", () => undefined); // there is nobody left to tell
}
