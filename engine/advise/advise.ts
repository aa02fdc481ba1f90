// What a policy would do with recorded traffic: the plan of each rule that fires, or with none firing of each that adapts, and why.
import type { PolicyIr, RuleIr } from "../../lang/ir/policy-ir.ts";
import { explain, type Evaluator } from "../decide/expression.ts";
import type { FactReading } from "../decide/fact-source.ts";
import { isNetworkAction, stagesOfRule, type Firing } from "../decide/firing.ts";
import { ObservedFacts } from "../decide/observed-facts.ts";
import { ruleFacts, type PlanFacts } from "../decide/rule-facts.ts";
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import type { Prediction } from "../model/problem.ts";
import { narrowed, planFiring, type FiringPlan } from "../plan-firing.ts";
import { presentPlan, type Plan } from "../plan/plan.ts";
import { defaultsFor } from "../plan/assign-stages.ts";
import type { Planning } from "../plan/run-stages.ts";
import { poseProblem } from "../pose-problem.ts";
import { LimitLedger } from "../verify/limit-ledger.ts";
import { predict } from "../verify/predict.ts";
import { explainLimits, type LimitUse } from "./explain-limits.ts";
import { explainLinks, type LinkReason } from "./explain-links.ts";
import { explainMoves, type MoveReason } from "./explain-moves.ts";
import type { Fired, Replayed } from "./replay-traffic.ts";
import { Variants } from "./variants.ts";

export interface AdviceOptions {
  readonly policy: PolicyIr;
  readonly network: Network;
  readonly evaluator: Evaluator;
  readonly planning: Planning;
  /** What the rules are planned on: where VMs run, which links and routes are there. */
  readonly state: Plan;
}

export interface RuleAdvice {
  readonly rule: RuleIr;
  readonly firing: Firing;
  /** Undefined: the rule does not fire, and is planned all the same, on the mean of all the traffic. */
  readonly fired?: Pick<Fired, "firstAt" | "times">;
  readonly readings: readonly FactReading[];
  readonly observation: Observation;
  readonly objective: string;
  readonly present: Prediction;
  /** The present when nothing is to change. */
  readonly planned: Prediction;
  /** How much of the traffic as it was seen fits at present, and in the plan; bit/s. */
  readonly fits: readonly [number, number];
  readonly found: FiringPlan;
  readonly limits: readonly LimitUse[];
  readonly links: readonly LinkReason[];
  readonly moves: readonly MoveReason[];
}

export interface Advice {
  /** In the order in which they would be carried out; each on what those before it leave. Rules that do not fire: each on the present. */
  readonly rules: readonly RuleAdvice[];
  /** Once all is carried out; of rules that do not fire, the first one that would change anything. */
  readonly outcome: Plan;
}

/** Of more links or moves the first are explained. Own choice. */
const mostExplained = 50;

export async function advise(replayed: Replayed, options: AdviceOptions): Promise<Advice> {
  const rules: RuleAdvice[] = [];
  let outcome = options.state;
  if (replayed.fired.length > 0) {
    for (const { firing, observation, firstAt, times } of replayed.fired) {
      const advice = await adviseOn(firing, inState(observation, outcome), options);
      rules.push({ ...advice, fired: { firstAt, times } });
      if (advice.found.kind === "chosen") outcome = advice.found.plan;
    }
    return { rules, outcome };
  }
  const adapting = options.policy.rules.filter(({ actions }) =>
    actions.some((action) => isNetworkAction(action) && action.do !== "reset"),
  );
  for (const rule of adapting) {
    const observation = inState(replayed.whole, options.state);
    rules.push(await adviseOn(firingOf(rule, observation, options), observation, options));
  }
  const first = rules.find(({ found }) => found.kind === "chosen")?.found;
  return { rules, outcome: first?.kind === "chosen" ? first.plan : outcome };
}

async function adviseOn(
  firing: Firing,
  observation: Observation,
  options: AdviceOptions,
): Promise<RuleAdvice> {
  const { planning, network, policy } = options;
  const limits = new LimitLedger(policy.limits).limitsAt(observation.at);
  const problem = narrowed(
    poseProblem({ ...options, observation, limits, adaptedAt: -Infinity }),
    firing.actions,
  );
  const planned = await planFiring(firing, problem, planning);
  const { found, readings } = judged(firing, planned, observation, options);
  const plan = found.kind === "chosen" ? found.plan : presentPlan(observation);
  const variants = new Variants(problem, planning, forwardingOf(found, planning, network.vms.length));
  const { added, changed } = found.kind === "chosen" ? found.diff.links : { added: [], changed: [] };
  const links = [...added, ...changed.map(({ after }) => after)].slice(0, mostExplained);
  const moves = found.kind === "chosen" ? found.diff.moves.slice(0, mostExplained) : [];
  const fitting = (state: Plan): number => predict(network, observation, state, 1).carriedBps;
  return {
    rule: firing.rule,
    firing,
    readings,
    observation,
    objective: problem.objective.name,
    present: predict(network, observation, presentPlan(observation)),
    planned: predict(network, observation, plan),
    fits: [fitting(presentPlan(observation)), fitting(plan)],
    found,
    limits: await explainLimits(firing, problem, found, planning),
    links: await explainLinks(problem, plan, links, variants),
    moves: await explainMoves(problem, plan, moves, variants),
  };
}

/** A condition that reads what the plan would bring decides over the plan. */
function judged(
  firing: Firing,
  found: FiringPlan,
  observation: Observation,
  options: AdviceOptions,
): { readonly found: FiringPlan; readonly readings: readonly FactReading[] } {
  const { needsPlan, rule, readings, member } = firing;
  if (!needsPlan) return { found, readings };
  const plan: PlanFacts =
    found.kind === "chosen"
      ? { gain: found.gain, pace: found.pace, moves: found.diff.moves.length }
      : { gain: 0, pace: 1, moves: 0 };
  const names = rule.forEach === undefined ? [] : [rule.forEach.name];
  const judgement = explain(
    options.evaluator.compile(rule.when, names),
    factsOf(observation, options, plan),
    member === undefined ? [] : [member],
  );
  if (judgement.value === true) return { found, readings: judgement.readings };
  const reason = `its condition does not hold with the plan: ${rule.whenText}`;
  return { found: { kind: "none", reason, notes: found.notes }, readings: judgement.readings };
}

/** A rule as if it fired; without its member, so that moves are not narrowed to a host that the member would name. */
function firingOf(rule: RuleIr, observation: Observation, options: AdviceOptions): Firing {
  const names = rule.forEach === undefined ? [] : [rule.forEach.name];
  const { evaluator } = options;
  const facts = factsOf(observation, options);
  const { readings } =
    rule.forEach === undefined ? explain(evaluator.compile(rule.when, names), facts) : { readings: [] };
  const actions = rule.actions.filter(isNetworkAction).map((action) => {
    if (action.do === "reset" || action.from === undefined || rule.forEach !== undefined)
      return { action, from: -1 };
    const from = evaluator.compile(action.from).evaluate(facts);
    return { action, from: typeof from === "number" ? from : -1 };
  });
  return { rule, at: observation.at, actions, stages: stagesOfRule(rule), needsPlan: false, readings };
}

function factsOf(observation: Observation, { network, policy }: AdviceOptions, plan?: PlanFacts) {
  const run = { prune: policy.infer.prune, adaptedAt: -Infinity };
  const moment = plan === undefined ? { firedAt: -Infinity } : { firedAt: -Infinity, plan };
  return ruleFacts(observation, moment, new ObservedFacts(network, observation, run));
}

function inState(observation: Observation, { mapping, links, routes }: Plan): Observation {
  const linkUp = new Uint8Array(links.length).fill(1);
  return { ...observation, mapping, overlay: links, routes, linkUp };
}

function forwardingOf(found: FiringPlan, { defaults, registry }: Planning, vms: number): string {
  const stages = found.kind === "chosen" ? found.stages : [];
  const used = stages.findLast(({ stage }) => stage === "forwarding")?.planner;
  return registry.get(used ?? "")?.stage === "forwarding" && used !== undefined
    ? used
    : defaultsFor(defaults, vms).forwarding;
}
