// How much traffic a view is of, and over what time: its headline.
import { counted, formatBytes, formatRate, formatSeconds } from "../quantity.ts";
import type { ApplicationView } from "./application-view.ts";
import { totalWeight } from "./pair-weight.ts";

export function extentSentence(view: ApplicationView): string {
  const { source, frames, bytes, seconds, windowSeconds } = view;
  const amount = `${counted(frames, "frame")}, ${formatBytes(bytes)}`;
  if (windowSeconds !== undefined)
    return `${source}: ${formatRate(totalWeight(view))} over ${formatSeconds(windowSeconds)}; ${amount} in ${formatSeconds(seconds)}`;
  return `${source}: ${amount}${seconds > 0 ? ` in ${formatSeconds(seconds)} (${formatRate((bytes * 8) / seconds)})` : ""}`;
}
