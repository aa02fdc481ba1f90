// How far a daemon's clock is off the controller's. Nothing that forwards or measures reads it, but people read logs by it.

/** Below this it may be the message's own way, and nobody lines logs up more closely by hand. Own choice, seconds. */
const leastSkewSeconds = 2;

/** One sentence, or undefined where the clocks agree. Both in seconds since 1970. */
export function clockDifference(
  name: string,
  daemonClock: number,
  controllerClock: number,
): string | undefined {
  const ahead = daemonClock - controllerClock;
  if (Math.abs(ahead) < leastSkewSeconds) return undefined;
  const seconds = Math.abs(ahead).toFixed(1);
  return `the clock of daemon \`${name}\` is ${seconds} s ${ahead > 0 ? "ahead of" : "behind"} the controller's; times in their logs do not line up, frames are not affected`;
}
