// Starts a daemon and has it join its controller, which may not be up yet: tries again after growing pauses.
import { setTimeout as wait } from "node:timers/promises";
import { type Daemon, type DaemonOptions, DataplaneError, startDaemon } from "../../dataplane/index.ts";

const firstPauseSeconds = 0.05;
const longestPauseSeconds = 1;

/**
 * As `startDaemon`, but a controller that cannot be reached is tried for `waitSeconds`; then the rejection is
 * VNET_ERR_CONTROLLER_UNREACHABLE and says for how long. A refusal of the controller is final.
 */
export async function joinController(
  options: DaemonOptions & { readonly signal: AbortSignal },
  waitSeconds: number,
): Promise<Daemon> {
  const endsAt = performance.now() / 1000 + waitSeconds;
  for (
    let pauseSeconds = firstPauseSeconds;
    ;
    pauseSeconds = Math.min(2 * pauseSeconds, longestPauseSeconds)
  ) {
    try {
      return await startDaemon(options);
    } catch (error) {
      if (!(error instanceof DataplaneError) || error.code !== "VNET_ERR_CONTROLLER_UNREACHABLE") throw error;
      const left = endsAt - performance.now() / 1000;
      if (left <= 0)
        throw new DataplaneError(error.code, `${error.message} (tried for ${waitSeconds} s)`, error);
      await wait(Math.min(pauseSeconds, left) * 1000, undefined, { signal: options.signal });
    }
  }
}
