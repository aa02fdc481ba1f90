// An application as text: heat map, strongest pairs, shape, timeline of changes.
import { shapeSentence } from "../application-sentences.ts";
import { heatMap } from "../heat-map.ts";
import { list } from "../list.ts";
import { counted, formatShare } from "../quantity.ts";
import { sentencesOf } from "../run-sentences.ts";
import type { ApplicationChange, ApplicationView, PairTraffic } from "./application-view.ts";
import { busiestMembers } from "./busiest-members.ts";
import { extentSentence } from "./extent-sentence.ts";
import { pairWeight, totalWeight } from "./pair-weight.ts";

/** Own choices: what fits on a screen. */
const mostInHeatMap = 40;
const mostPairs = 10;
const mostChanges = 50;

export function applicationText(view: ApplicationView, colour: boolean): string {
  const lines = [`${extentSentence(view)}, ${counted(view.members.length, "address", "addresses")}`];
  if (view.pairs.length > 0) lines.push(...heatMapLines(view, colour), ...pairLines(view));
  lines.push(`${shapeSentence(view.whole)}`, ...changeLines(view, colour));
  return `${lines.join("\n")}\n`;
}

function heatMapLines(view: ApplicationView, colour: boolean): string[] {
  const shown = busiestMembers(view, mostInHeatMap);
  const isShown = new Set(shown);
  const nameOf = (member: number): string => view.members[member].name;
  const weight = pairWeight(view);
  const hidden = view.members.length - shown.length;
  return [
    `traffic (row sends to column${hidden > 0 ? `; without the ${counted(hidden, "address that has", "addresses that have")} least` : ""})`,
    ...heatMap(
      shown.map(nameOf),
      view.pairs
        .filter(({ from, to }) => isShown.has(from) && isShown.has(to))
        .map((pair) => ({ from: nameOf(pair.from), to: nameOf(pair.to), value: weight.of(pair) })),
      { unit: weight.unit, colour },
    ),
  ];
}

function pairLines(view: ApplicationView): string[] {
  const { pairs, members, windowSeconds } = view;
  const weight = pairWeight(view);
  const total = windowSeconds === undefined ? view.bytes : totalWeight(view);
  const shown = pairs.slice(0, mostPairs);
  const width = shown.reduce(
    (most, { from, to }) => Math.max(most, members[from].name.length, members[to].name.length),
    0,
  );
  const line = (pair: PairTraffic): string => {
    const value = weight.of(pair);
    const [from, to] = [members[pair.from].name, members[pair.to].name];
    const share = formatShare(total === 0 ? 0 : value / total);
    return `  ${from.padEnd(width)} -> ${to.padEnd(width)} ${weight.format(value).padStart(weight.unit.length + 7)} ${share.padStart(7)}  ${counted(pair.frames, "frame")}`;
  };
  const left = pairs.length - shown.length;
  return [
    "strongest pairs",
    ...shown.map(line),
    ...(left > 0 ? [`  and ${left} more: --format csv lists all`] : []),
  ];
}

function changeLines({ changes }: ApplicationView, colour: boolean): string[] {
  if (changes.length === 0) return ["no topology held for long enough to be declared"];
  const left = changes.length - mostChanges;
  return [
    "changes",
    ...changes
      .slice(0, mostChanges)
      .flatMap((change) => [...sentencesOf(change, colour), ...topologyLines(change)]),
    ...(left > 0 ? [`  and ${left} more: --format json lists all`] : []),
  ];
}

/** Which pairs came and went; nothing for the first topology, which is the strongest pairs above. */
function topologyLines(change: ApplicationChange): string[] {
  if (change.event !== "shape") return [];
  const { edges, added, removed } = change;
  const names = (pairs: typeof added): string => list(pairs.map((ends) => ends.join(" - ")));
  const isFirst = added.length === edges && removed.length === 0;
  return [
    ...(isFirst ? [`         ${counted(edges, "pair")}`] : []),
    ...(!isFirst && added.length > 0 ? [`         + ${names(added)}`] : []),
    ...(removed.length > 0 ? [`         - ${names(removed)}`] : []),
  ];
}
