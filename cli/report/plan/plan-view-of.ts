// An advice of the engine as a view that can be rendered: indices become names.
import {
  savedStateOf,
  type Advice,
  type Network,
  type PlanDiff,
  type Replayed,
  type RuleAdvice,
} from "../../../engine/index.ts";
import { factSentence } from "../fact-sentence.ts";
import { shapeName } from "../narrate-application.ts";
import { linkChanges, moveChanges, plainChanges } from "./plan-changes.ts";
import type { LimitView, PlanView, RouteChange, RuleView, StageView, TrafficView } from "./plan-view.ts";

export interface Planned {
  readonly network: Network;
  readonly file: string;
  readonly traffic: string;
  readonly replayed: Replayed;
  readonly advice: Advice;
}

export function planViewOf({ network, file, traffic, replayed, advice }: Planned): PlanView {
  return {
    policy: network.name,
    file,
    traffic,
    seconds: replayed.seconds,
    changes: advice.rules.some(({ found }) => found.kind === "chosen"),
    rules: advice.rules.map((rule) => ruleView(network, rule)),
    state: savedStateOf(network, advice.outcome),
  };
}

function ruleView(network: Network, advice: RuleAdvice): RuleView {
  const { rule, fired, found, firing, present, planned, objective } = advice;
  const diff = found.kind === "chosen" ? found.diff : undefined;
  return {
    rule: rule.name,
    title: rule.title ?? null,
    when: rule.whenText,
    fires: fired === undefined ? null : { firstAt: fired.firstAt, lastAt: firing.at, times: fired.times },
    because: advice.readings.map((reading) => factSentence(network, reading)),
    unchanged: found.kind === "none" ? found.reason : null,
    traffic: trafficView(advice),
    links: diff === undefined ? [] : linkChanges(network, diff, advice.links),
    moves: diff === undefined ? [] : moveChanges(network, diff, advice.moves),
    routes: diff === undefined ? [] : routeChanges(network, diff),
    predicted: {
      objective,
      gain: found.kind === "chosen" ? finite(found.gain) : null,
      fitsBitsPerSecond: advice.fits,
      roomBitsPerSecond: [present.carriedBps, planned.carriedBps],
      slowestRatio: [present.slowestRatio, planned.slowestRatio],
    },
    stages: stageViews(advice),
    limits: advice.limits.map((use): LimitView => {
      const { limit, used, unit, binds, relaxed } = use;
      const before = new Set(diff === undefined ? [] : plainChanges(network, diff));
      const after = relaxed.kind === "chosen" ? plainChanges(network, relaxed.diff) : [];
      return {
        id: limit.id,
        used,
        value: limit.value,
        perSeconds: limit.perSeconds ?? null,
        binds,
        unit,
        gainWithUnitMore: relaxed.kind === "chosen" ? finite(relaxed.gain) : null,
        changesWithUnitMore: after.filter((change) => !before.has(change)),
      };
    }),
    notes: found.notes.map(({ message }) => message),
  };
}

function trafficView({ observation }: RuleAdvice): TrafficView {
  const { at, demand, shape } = observation;
  const bitsPerSecond = demand.value.reduce((sum, rate) => sum + rate, 0);
  return { at, flows: demand.value.length, bitsPerSecond, shape: shape.map(shapeName) };
}

function stageViews({ found }: RuleAdvice): StageView[] {
  if (found.kind === "none") return [];
  return found.stages.map(({ stage, planner, certificate }) => ({
    stage,
    planner,
    certificate: certificate.kind,
    gap: certificate.kind === "gap" ? finite(certificate.gap) : null,
    by: certificate.kind === "none" ? null : certificate.by,
  }));
}

function routeChanges({ hosts, vms }: Network, { routes }: PlanDiff): RouteChange[] {
  type Way = PlanDiff["routes"]["added"][number];
  const named = (change: RouteChange["change"], { from, to, hosts: way }: Way): RouteChange => ({
    change,
    from: vms[from].name,
    to: vms[to].name,
    hosts: way.map((host) => hosts[host].name),
  });
  return [
    ...routes.added.map((route) => named("+", route)),
    ...routes.changed.map(({ after }) => named("~", after)),
    ...routes.removed.map((route) => named("-", route)),
  ];
}

/** JSON has no other numbers. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
