// Ctrl-C, SIGTERM and the end of the terminal: a run that has something to end is told; the second time, or without a run, the process ends at once.
import { isatty } from "node:tty";
import { exitCodes } from "./exit-codes.ts";

const signals = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
} as const;

let current: AbortController | undefined;
const isOnTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor)); // asked at the start: after a hang-up nothing is a terminal

/** Ends the command: what runs is told to stop, with the reason in its signal; without it, or when it has been told already, the process ends here. */
export function endCommand(exitCode: number, reason: string): void {
  if (current === undefined || current.signal.aborted) {
    process.exitCode = exitCode;
    endWithTerminal();
    process.exit(exitCode);
  }
  process.exitCode = exitCode;
  current.abort(new Interruption(reason));
}

/**
 * Call last. Where the terminal is gone, ends by SIGHUP itself, which shells show as 129, too: Node.js aborts (SIGABRT, a
 * core dump) when it ends otherwise and cannot reset the terminal.
 */
export function endWithTerminal(): void {
  if (process.exitCode !== exitCodes.hungUp || !isOnTerminal) return;
  process.removeAllListeners("SIGHUP");
  process.kill(process.pid, "SIGHUP");
}

/** Why something that runs was told to stop: the name of a signal, or what became of its output. */
export class Interruption extends Error {
  override readonly name = "AbortError";
}

/**
 * Runs something that ends by itself soon after the signal is aborted; the exit code is then that of the interruption.
 * Outside of it the system ends the process, also while it computes and could not answer.
 * `onHangup`: what a service does at SIGHUP; left out, or started on a terminal: SIGHUP ends it.
 */
export async function interruptible<T>(
  run: (signal: AbortSignal) => Promise<T>,
  onHangup?: () => void,
): Promise<T> {
  current = new AbortController();
  const handlers = Object.entries(signals).map(([name, exitCode]) => ({
    name,
    handle: (): void => {
      if (name === "SIGHUP" && onHangup !== undefined && !isOnTerminal) onHangup();
      else endCommand(exitCode, name);
    },
  }));
  for (const { name, handle } of handlers) process.on(name, handle);
  try {
    return await run(current.signal);
  } finally {
    current = undefined;
    for (const { name, handle } of handlers) process.off(name, handle);
  }
}
