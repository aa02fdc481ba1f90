// Ctrl-C, SIGTERM and the end of the terminal: a run that has something to end is told; the second time, or without a run, the process ends at once.
import { exitCodes } from "./exit-codes.ts";

const signals = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
} as const;

let current: AbortController | undefined;

/** Ends the command: what runs is told to stop; without it, or when it has been told already, the process ends here. */
export function endCommand(exitCode: number): void {
  if (current === undefined || current.signal.aborted) process.exit(exitCode);
  process.exitCode = exitCode;
  current.abort();
}

const handlers = Object.entries(signals).map(([name, exitCode]) => ({
  name,
  handle: () => endCommand(exitCode),
}));

/**
 * Runs something that ends by itself soon after the signal is aborted; the exit code is then that of the interruption.
 * Outside of it the system ends the process, also while it computes and could not answer.
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  current = new AbortController();
  for (const { name, handle } of handlers) process.on(name, handle);
  try {
    return await run(current.signal);
  } finally {
    current = undefined;
    for (const { name, handle } of handlers) process.off(name, handle);
  }
}
