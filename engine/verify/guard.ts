// Never worse: a plan is applied only if it is predicted to bring more than it costs.
import type { Objective, Prediction } from "../model/problem.ts";
import type { PlanNote } from "../plan/planner.ts";

export interface GuardSettings {
  /** By which share of the present score a plan must be better. Default 0.05. */
  readonly margin?: number;
  /** Time over which moves must pay off, seconds > 0. Default 600: twice what the paper's migrations took. */
  readonly horizonSeconds?: number;
}

const defaultMargin = 0.05;
const defaultHorizonSeconds = 600;

/** A ratio of rates is not lower when it is lower by rounding only. */
const relativeNoise = 1e-9;

/** `gain`: score of the plan over the present's, as a share of the present's, after the price of its moves. */
export type GuardVerdict =
  | { readonly kind: "accepted"; readonly gain: number }
  | { readonly kind: "refused"; readonly gain: number; readonly note: PlanNote };

/**
 * A prediction over the horizon: while VMs move the application stands still, so that only the rest of the time carries traffic
 * (`standstillSeconds`; Infinity = not known: nothing is carried).
 */
export function priced(
  planned: Prediction,
  standstillSeconds: number,
  { horizonSeconds = defaultHorizonSeconds }: GuardSettings = {},
): Prediction {
  const upShare = Math.max(0, 1 - standstillSeconds / horizonSeconds);
  return { ...planned, carriedBps: planned.carriedBps * upShare, upShare };
}

/** By how much the score of a plan, its moves priced in, is above the present's, as a share of the present's. */
export function gainOf(
  objective: Objective,
  present: Prediction,
  planned: Prediction,
  standstillSeconds: number,
  settings: GuardSettings = {},
): number {
  return ratioOf(objective.score(present), objective.score(priced(planned, standstillSeconds, settings)));
}

/** The slowest flow may not become slower, whatever the sum gains: an application with barriers runs at its slowest exchange. */
export function judge(
  objective: Objective,
  present: Prediction,
  planned: Prediction,
  standstillSeconds: number,
  settings: GuardSettings = {},
): GuardVerdict {
  const { margin = defaultMargin } = settings;
  const gain = gainOf(objective, present, planned, standstillSeconds, settings);
  const refuse = (id: PlanNote["id"], message: string): GuardVerdict => ({
    kind: "refused",
    gain,
    note: { id, severity: "info", message },
  });
  if (isSlower(present, planned))
    return refuse(
      "plan/slowest-flow",
      `the slowest flow would get ${times(planned.slowestRatio)} its observed rate instead of ${times(present.slowestRatio)}`,
    );
  const unknown = [present, planned].find((prediction) => Number.isNaN(objective.score(prediction)));
  if (unknown !== undefined) return refuse("plan/objective", unknownScore(objective, unknown));
  if (!(gain >= margin && gain > relativeNoise))
    return refuse(
      "plan/no-gain",
      `the plan would bring ${percent(gain)} by \`${objective.name}\`, less than the margin of ${percent(margin)}`,
    );
  return { kind: "accepted", gain };
}

/** Whether the slowest flow would get less than it gets now, by more than rounding. */
export function isSlower(present: Prediction, planned: Prediction): boolean {
  return planned.slowestRatio < present.slowestRatio * (1 - relativeNoise);
}

/** From nothing, any gain is infinite. A score that is no number brings nothing. */
function ratioOf(before: number, after: number): number {
  if (Number.isNaN(before) || Number.isNaN(after) || after === before) return 0;
  if (before === 0) return after > 0 ? Infinity : -Infinity;
  return (after - before) / Math.abs(before);
}

function unknownScore(objective: Objective, prediction: Prediction): string {
  const missing = objective.unknown?.(prediction) ?? [];
  const why =
    missing.length === 0
      ? "it is no number"
      : `${missing.map((fact) => `\`${fact}\``).join(", ")} ${missing.length === 1 ? "is" : "are"} unknown`;
  return `the objective \`${objective.name}\` cannot be told: ${why}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function times(ratio: number): string {
  return `${Number(ratio.toPrecision(3))} times`;
}
