// What all daemons of a run together have dropped.

/** Frames by reason; reasons without any are left out. */
export function droppedFrames(
  states: readonly { readonly drops: Readonly<Record<string, number>> }[],
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { drops } of states) {
    for (const [reason, frames] of Object.entries(drops)) {
      if (frames > 0) sums[reason] = (sums[reason] ?? 0) + frames;
    }
  }
  return sums;
}
