// Which members a picture shows when there are more than it has room for: those with the most traffic, in their usual order.
import type { ApplicationView } from "./application-view.ts";

/** At most `count` indices of members, ascending. */
export function busiestMembers({ members, pairs }: ApplicationView, count: number): number[] {
  if (members.length <= count) return [...members.keys()];
  const bytesOf = new Float64Array(members.length);
  for (const { from, to, bytes } of pairs) {
    bytesOf[from] += bytes;
    bytesOf[to] += bytes;
  }
  const busiest = [...members.keys()].sort((a, b) => bytesOf[b] - bytesOf[a] || a - b).slice(0, count);
  return busiest.sort((a, b) => a - b);
}
