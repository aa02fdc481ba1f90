// Which members a picture shows when there are more than it has room for: those with the most traffic, in their usual order.
import type { ApplicationView } from "./application-view.ts";
import { pairWeight } from "./pair-weight.ts";

/** At most `count` indices of members, ascending. */
export function busiestMembers(view: ApplicationView, count: number): number[] {
  const { members, pairs } = view;
  const weight = pairWeight(view);
  if (members.length <= count) return [...members.keys()];
  const weightOf = new Float64Array(members.length);
  for (const pair of pairs) {
    weightOf[pair.from] += weight.of(pair);
    weightOf[pair.to] += weight.of(pair);
  }
  const busiest = [...members.keys()].sort((a, b) => weightOf[b] - weightOf[a] || a - b).slice(0, count);
  return busiest.sort((a, b) => a - b);
}
