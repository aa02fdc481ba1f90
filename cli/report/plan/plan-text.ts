// A plan as lines of text: a diff, what it is predicted to bring, and why.
import { printableIn } from "../printable.ts";
import { formatRate, formatSeconds, formatShare, threeDigits } from "../quantity.ts";
import { describeAmount } from "../../run/describe-policy.ts";
import type { LimitView, LinkChange, MoveChange, PlanView, RuleView, StageView } from "./plan-view.ts";

/** More changes of a kind are counted. Own choice. */
const longest = 50;

/** Paints a line that begins with a sign of change. */
export type PaintChange = (change: "+" | "-" | "~", line: string) => string;

export function planText(given: PlanView, paint: PaintChange): string {
  const view = printableIn(given);
  const lines = [
    `plan for \`${view.policy}\` (${view.file}) with ${formatSeconds(view.seconds)} of ${view.traffic}`,
  ];
  if (view.rules.length === 0) lines.push("", "no rule of the policy adapts the network to its traffic");
  for (const rule of view.rules) lines.push("", ...ruleLines(rule, paint));
  return `${lines.join("\n")}\n`;
}

function ruleLines(rule: RuleView, paint: PaintChange): string[] {
  const { fires, traffic, predicted, routes } = rule;
  const head =
    fires === null ? `rule \`${rule.rule}\` does not fire; if it did` : firesSentence(rule.rule, fires);
  const changed = rule.links.length + rule.moves.length + routes.length > 0;
  return [
    `${head}${rule.title === null ? "" : `: ${rule.title}`}`,
    `  when ${rule.when}`,
    ...rule.because.map((reading) => `    ${reading}`),
    `  traffic ${flowCount(traffic.flows)}, ${formatRate(traffic.bitsPerSecond)} together, shape ${traffic.shape.join(" = ")}`,
    ...(rule.unchanged === null ? [] : [`  nothing would change: ${rule.unchanged}`]),
    ...cut(rule.links, (link) => [paint(link.change, `  ${linkLine(link)}`), ...linkReasons(link)]),
    ...cut(rule.moves, (move) => [
      paint("~", `  ~ move ${move.vm}: ${move.from} -> ${move.to}`),
      ...moveReasons(move),
    ]),
    ...(changed ? [`  ${countSentence(rule)}`] : []),
    ...(changed ? [`  predicted ${predictionSentence(predicted)}`] : []),
    ...rule.stages.map((stage) => `  ${stageSentence(stage)}`),
    ...rule.limits.map((limit) => `  ${limitSentence(limit)}`),
    ...rule.notes.filter((note) => note !== rule.unchanged).map((note) => `  note: ${note}`),
  ];
}

function firesSentence(name: string, { firstAt, lastAt, times }: NonNullable<RuleView["fires"]>): string {
  if (times === 1) return `rule \`${name}\` fires at ${formatSeconds(lastAt)}`;
  return `rule \`${name}\` fires ${times} times, from ${formatSeconds(firstAt)} on; the last time at ${formatSeconds(lastAt)}`;
}

function linkLine({ change, a, b, kind, wasKind }: LinkChange): string {
  return `${change} link ${a} <-> ${b} (${change === "~" && wasKind !== null ? `${wasKind} -> ` : ""}${kind})`;
}

function linkReasons({ why }: LinkChange): string[] {
  if (why === null) return [];
  const { flows, bitsPerSecond, offHubBitsPerSecond, alternative } = why;
  const carries = `carries ${flowCount(flows)}, ${formatRate(bitsPerSecond)}; takes ${formatRate(offHubBitsPerSecond)} off the hub`;
  const other =
    alternative === null
      ? "no other pair of hosts that may be linked exchanges anything"
      : `the best other link is ${alternative.a} <-> ${alternative.b} (${formatRate(alternative.bitsPerSecond)}): ${worth(alternative)}`;
  return [`      ${carries}${without(why.gainWithout)}`, `      ${other}`];
}

function moveReasons({ why }: MoveChange): string[] {
  if (why === null) return [];
  const { bitsPerSecond, offHubBitsPerSecond, partners, downtimeSeconds, alternative } = why;
  const talks = partners.map((one) => `${one.vm} on ${one.host} (${formatRate(one.bitsPerSecond)})`);
  const pause =
    downtimeSeconds === null
      ? "is away for an unknown time"
      : `is away for ${formatSeconds(downtimeSeconds)}`;
  return [
    `      exchanges ${formatRate(bitsPerSecond)}${talks.length === 0 ? "" : `, most with ${talks.join(", ")}`}`,
    `      takes ${formatRate(offHubBitsPerSecond)} off the hub; ${pause}${without(why.gainWithout)}`,
    ...(alternative === null
      ? []
      : [`      the best other host is ${alternative.host}: ${worth(alternative)}`]),
  ];
}

function flowCount(flows: number): string {
  return `${flows} ${flows === 1 ? "flow" : "flows"}`;
}

function without(gain: number | null): string {
  return gain === null ? "" : `; without it the gain would be ${formatShare(gain)}`;
}

function worth({
  gain,
  objection,
}: {
  readonly gain: number | null;
  readonly objection: string | null;
}): string {
  const brings = gain === null ? "a gain that is not known" : `a gain of ${formatShare(gain)}`;
  return objection === null ? brings : `${brings}, but ${objection}`;
}

function countSentence({ links, moves, routes }: RuleView): string {
  const count = (list: readonly { readonly change: string }[], change: string): number =>
    list.filter((one) => one.change === change).length;
  const signs = (list: readonly { readonly change: string }[]): string =>
    `+${count(list, "+")} -${count(list, "-")} ~${count(list, "~")}`;
  return `links ${signs(links)}, moves ${moves.length}, routes ${signs(routes)}`;
}

function predictionSentence({
  objective,
  gain,
  fitsBitsPerSecond: [now, then],
}: RuleView["predicted"]): string {
  const by = gain === null ? "" : `gain ${formatShare(gain)} by \`${objective}\`; `;
  return `${by}of the traffic as it was seen ${formatRate(now)} fits now, ${formatRate(then)} then`;
}

function stageSentence({ stage, planner, certificate, gap, by }: StageView): string {
  const how =
    certificate === "none"
      ? "no certificate"
      : certificate === "optimal"
        ? `optimal (${by ?? ""})`
        : `at most ${gap === null ? "an unknown share" : formatShare(gap)} from the bound (${by ?? ""})`;
  return `${stage} by ${planner}: ${how}`;
}

function limitSentence(limit: LimitView): string {
  const { id, used, value, binds, unit, gainWithUnitMore, changesWithUnitMore } = limit;
  const amount = (quantity: number): string => describeAmount(id as never, quantity);
  const per = limit.perSeconds === null ? "" : ` per ${formatSeconds(limit.perSeconds)}`;
  const more = `${amount(unit)} more would bring`;
  const brings =
    binds && gainWithUnitMore !== null
      ? `binds: ${more} a gain of ${formatShare(gainWithUnitMore)}${changesWithUnitMore.length === 0 ? "" : ` (${changesWithUnitMore.slice(0, 4).join(", ")}${changesWithUnitMore.length > 4 ? `, and ${changesWithUnitMore.length - 4} more` : ""})`}`
      : `does not bind: ${more} nothing`;
  return `limit ${id}: ${amount(used)} of ${amount(value)}${per}; ${brings}`;
}

function cut<T>(list: readonly T[], linesOf: (item: T) => string[]): string[] {
  const shown = list.slice(0, longest).flatMap(linesOf);
  const rest = list.length - longest;
  return rest > 0 ? [...shown, `  … and ${threeDigits(rest)} more; --format json has all`] : shown;
}
