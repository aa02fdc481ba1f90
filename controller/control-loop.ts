// The loop at work in real time: ticks the engine at the policy's update interval, never two ticks at once.

export interface ControlLoop {
  /** Ends the loop after the tick that is under way. */
  stop(): Promise<void>;
}

/**
 * `tick` gets seconds since the loop began. A tick that takes longer than the interval delays the next one instead of
 * piling up. A tick that throws ends the loop and is handed to `failed`.
 */
export function startControlLoop(options: {
  readonly tick: (now: number) => Promise<void>;
  readonly now: () => number; // seconds
  readonly intervalSeconds: number;
  readonly failed: (error: unknown) => void;
}): ControlLoop {
  const { tick, now, intervalSeconds, failed } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let due = now();

  const schedule = (): void => {
    due = Math.max(due + intervalSeconds, now());
    timer = setTimeout(() => void (running = runOnce()), Math.max(0, due - now()) * 1000);
  };
  const runOnce = async (): Promise<void> => {
    try {
      await tick(now());
      if (!stopped) schedule();
    } catch (error) {
      failed(error);
    }
  };
  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
