// What the exit codes of every command mean.

export const exitCodes = {
  /** Nothing to report. */
  ok: 0,
  /** The answer is negative: findings, a failed test, no feasible plan. */
  negative: 1,
  /** The command could not run: usage, configuration, input or output. */
  couldNotRun: 2,
  /** Ended with its terminal: 128 + SIGHUP. */
  hungUp: 129,
  /** Ended by Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
  /** Whoever read the output has left (`| head`): 128 + SIGPIPE, as other tools that write to a closed pipe. */
  readerLeft: 141,
  /** Ended by SIGTERM: 128 + 15. */
  terminated: 143,
} as const;
