// Ctrl-C and SIGTERM: a command that has something to end says so here; without one, or the second time, the process ends at once.
import { exitCodes } from "./exit-codes.ts";

const signals = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const;

let current: AbortController | undefined;

for (const [name, exitCode] of Object.entries(signals)) {
  process.on(name, () => {
    if (current === undefined || current.signal.aborted) process.exit(exitCode);
    process.exitCode = exitCode;
    current.abort();
  });
}

/** Runs something that ends by itself soon after the signal is aborted; the exit code is then that of the interruption. */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  current = new AbortController();
  try {
    return await run(current.signal);
  } finally {
    current = undefined;
  }
}
