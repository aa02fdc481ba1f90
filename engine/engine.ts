// The loop: observe, infer, decide, plan, verify, update, over any data plane. Time is an argument; it has no timers.
import type { PolicyIr, RuleIr } from "../lang/ir/policy-ir.ts";
import type { DataPlane } from "./data-plane.ts";
import type { Evaluator } from "./decide/expression.ts";
import type { FactSource } from "./decide/fact-source.ts";
import type { Firing } from "./decide/firing.ts";
import { ObservedFacts } from "./decide/observed-facts.ts";
import { RuleBook, type Undone } from "./decide/rule-book.ts";
import { ruleFacts, type RuleMoment } from "./decide/rule-facts.ts";
import { UnknownWatch } from "./decide/unknown-watch.ts";
import type { EngineEvent } from "./engine-event.ts";
import { AutomaticWindow } from "./infer/automatic-window.ts";
import { Inference } from "./infer/inference.ts";
import { silentApplication } from "./model/application.ts";
import type { Network } from "./model/network.ts";
import type { Observation } from "./model/observation.ts";
import { estimatedPaths } from "./model/path-matrix.ts";
import type { Problem } from "./model/problem.ts";
import { talkingPairs } from "./model/route.ts";
import { assembleObservation, type PathEstimate } from "./observe/assemble-observation.ts";
import { type SentTotals, type TrafficTotal, TrafficWindow } from "./observe/traffic-window.ts";
import { planFiring, verifiedPlan, type FiringPlan } from "./plan-firing.ts";
import { presentPlan } from "./plan/plan.ts";
import { poseProblem } from "./pose-problem.ts";
import type { PlanNote } from "./plan/planner.ts";
import type { Planning } from "./plan/run-stages.ts";
import { Adaptation } from "./update/adaptation.ts";
import { foundPlan } from "./update/found-plan.ts";
import { takeBack } from "./update/take-back.ts";
import { LimitLedger } from "./verify/limit-ledger.ts";
import { diffPlans, type PlanDiff } from "./verify/plan-diff.ts";

export interface EngineOptions {
  readonly policy: PolicyIr;
  readonly network: Network;
  readonly plane: DataPlane;
  readonly planning: Planning;
  readonly evaluator: Evaluator;
  readonly on: (event: EngineEvent) => void;
}

/** A firing or the undoing of one, waiting for its turn. `refusals`: its moves were all refused, so it is planned without any. */
type Task = { readonly firing: Firing; readonly refusals?: readonly string[] } | { readonly undone: Undone };

/** What is being carried out. */
interface UnderWay {
  readonly task: Task;
  readonly rule: RuleIr;
  readonly chosen: Extract<FiringPlan, { kind: "chosen" }>;
  readonly adaptation: Adaptation;
}

/** What is unknown for so many windows is taken to stay so. Own choice. */
const unknownWindows = 3;

/** One adaptation at a time; what fires meanwhile waits, and is planned on what the network is then. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #estimate: PathEstimate;
  readonly #window: TrafficWindow;
  readonly #automatic: AutomaticWindow | undefined;
  readonly #inference: Inference;
  readonly #rules: RuleBook;
  readonly #unknown: UnknownWatch;
  readonly #ledger: LimitLedger;
  readonly #brought = new Map<Firing, PlanDiff>();
  readonly #stopping = new AbortController();
  readonly #waiting: Task[] = [];
  #underWay: UnderWay | undefined;
  #observation: Observation | undefined;
  #adaptedAt = -Infinity;
  #stopObserving = (): void => {};

  constructor(options: EngineOptions) {
    const { policy, network, plane, evaluator } = options;
    const { smooth, update, detect, prune } = policy.infer;
    this.#automatic =
      smooth === "auto" ? new AutomaticWindow(update, plane.reconfigurationSeconds) : undefined;
    const smoothSeconds = this.#automatic?.seconds ?? Number(smooth);
    const vmCount = network.vms.length;
    this.#options = options;
    this.#estimate = estimatedPaths(network);
    this.#window = new TrafficWindow(vmCount, smoothSeconds);
    this.#inference = new Inference({
      vmCount,
      smoothSeconds,
      updateSeconds: update,
      pauseSeconds: this.#automatic?.pauseSeconds,
      detect,
      prune,
    });
    this.#rules = new RuleBook(policy.rules, evaluator);
    this.#unknown = new UnknownWatch(unknownWindows * smoothSeconds);
    this.#ledger = new LimitLedger(policy.limits);
  }

  /** What the engine knew at its last tick. */
  get observation(): Observation | undefined {
    return this.#observation;
  }

  /** Of the window that rates are over now. */
  get windowSeconds(): number {
    return this.#window.seconds;
  }

  /** Every pair that has exchanged anything since the run began, as of the last report of each daemon. */
  totals(): TrafficTotal[] {
    return this.#window.totals();
  }

  /** Everything that VMs have sent since the run began, by kind of destination. */
  sent(): SentTotals {
    return this.#window.sent();
  }

  /** Every fact as it was at the last tick; for who asks outside a rule. Empty before the first tick. */
  facts(moment: RuleMoment = { firedAt: -Infinity }): FactSource {
    return this.#observation === undefined
      ? { read: () => undefined }
      : this.#factsFor(this.#observation)(moment);
  }

  /**
   * Begins to listen. Carries on what is at work already where the policy allows it, else goes back to the links that the policy keeps; in
   * either case these are there afterwards. Rejects with the data plane's reason when they cannot be had. `now` as for `tick`.
   */
  async start(now = 0): Promise<void> {
    const { policy, network, plane, on } = this.#options;
    this.#stopObserving = plane.observe({
      report: (report) => this.#window.add(report),
      event: (event) => on({ kind: "network", at: event.at, event }),
    });
    const state = await plane.snapshot();
    const demand = this.#window.demand(now);
    const observation = assembleObservation(now, state, this.#estimate, demand, silentApplication);
    const present = presentPlan(observation);
    const { plan, objections } = foundPlan(policy, this.#problem(now, network, observation));
    this.#inference.resume(talkingPairs(plan.routes));
    if (state.overlay.length > 0 || state.routes.length > 0)
      on({ kind: "found", at: now, epoch: state.epoch, plan, objections });
    const diff = diffPlans(network, present, plan);
    if (diff.isEmpty) return;
    const { transition } = await new Adaptation(network, plane, plan, diff, this.#stopping.signal).finish();
    if (transition.kind === "refused") throw new Error(transition.reason);
  }

  /** One turn of the loop. `now` in seconds on the clock of the reports; must not go back. Never two at once. */
  async tick(now: number): Promise<void> {
    const { network, plane, on } = this.#options;
    this.#adjustWindow(now);
    const demand = this.#window.demand(now);
    const { application, events } = this.#inference.update(now, demand);
    const observation = assembleObservation(now, await plane.snapshot(), this.#estimate, demand, application);
    this.#observation = observation;
    for (const event of events)
      on(event.kind === "changed" ? { kind: "inferred", at: now, observation } : event);

    const decision = this.#rules.decide(now, this.#factsFor(observation));
    for (const { rule, readings } of this.#unknown.note(now, decision.unknown))
      on({ kind: "unknown", at: now, rule, readings });
    for (const { rule, message } of decision.alerts) on({ kind: "alert", at: now, rule, message });
    for (const undone of decision.undone) this.#waiting.push({ undone });
    for (const firing of decision.firings) {
      if (firing.actions.length > 0) this.#waiting.push({ firing });
      if (!firing.needsPlan) on({ kind: "fired", at: now, rule: firing.rule, readings: firing.readings });
    }
    await this.#carryOn(now, network);
  }

  #adjustWindow(now: number): void {
    if (this.#automatic === undefined) return;
    const { reconfigurationSeconds } = this.#options.plane;
    const seconds = this.#automatic.update(now, this.#window.countedBytes, reconfigurationSeconds);
    this.#window.resize(now, seconds);
    this.#inference.setWindow(now, seconds);
  }

  /** Listens no more and calls off what is under way. */
  stop(): void {
    this.#stopObserving();
    this.#stopping.abort();
  }

  /** Finishes what is under way once its moves are over, then takes up what waits. */
  async #carryOn(now: number, network: Network): Promise<void> {
    for (;;) {
      if (this.#underWay !== undefined) {
        const { task, adaptation } = this.#underWay;
        if (!adaptation.isReady) return;
        const { refusals } = adaptation;
        if ("firing" in task && adaptation.isInVain) this.#waiting.unshift({ firing: task.firing, refusals });
        else await this.#finish(now, this.#underWay);
        this.#underWay = undefined;
      }
      const task = this.#waiting.shift();
      if (task === undefined) return;
      const chosen = await this.#plan(now, task);
      if (chosen === undefined) continue;
      const { plane, on } = this.#options;
      const rule = ruleOf(task);
      on({ kind: "planned", at: now, rule, diff: chosen.diff, gain: chosen.gain, notes: chosen.notes });
      const adaptation = new Adaptation(network, plane, chosen.plan, chosen.diff, this.#stopping.signal);
      this.#underWay = { task, rule, chosen, adaptation };
    }
  }

  /** The plan of a task; undefined, and settled, when nothing is to change. */
  async #plan(now: number, task: Task): Promise<UnderWay["chosen"] | undefined> {
    const { planning, on, network, plane } = this.#options;
    const state = await plane.snapshot(); // an earlier task of this tick may have changed the network
    const seen = this.#observation!;
    const observation = assembleObservation(now, state, this.#estimate, seen.demand, seen);
    const problem = this.#problem(now, network, observation);
    const rule = ruleOf(task);
    if ("undone" in task) {
      const { firing, stages } = task.undone;
      const brought = this.#brought.get(firing);
      this.#brought.delete(firing);
      if (brought === undefined) return undefined;
      const plan = verifiedPlan(problem, takeBack(presentPlan(observation), brought, stages));
      if (plan.kind === "chosen") return plan;
      on({ kind: "declined", at: now, rule, reason: plan.reason, notes: plan.notes });
      return undefined;
    }
    const { firing, refusals } = task;
    const narrowed = refusals === undefined ? problem : { ...problem, moves: 0 };
    const plan = await planFiring(firing, narrowed, planning);
    const notes = [...moveNotes(refusals), ...plan.notes];
    if (firing.needsPlan && !this.#isWanted(now, firing, plan, observation)) return undefined;
    if (plan.kind === "chosen") return { ...plan, notes };
    this.#rules.confirm(firing, false);
    on({ kind: "declined", at: now, rule, reason: plan.reason, notes });
    return undefined;
  }

  /** Whether the condition of a firing that reads its plan holds with it; if not, the firing is declined. */
  #isWanted(now: number, firing: Firing, plan: FiringPlan, observation: Observation): boolean {
    const brings =
      plan.kind === "chosen"
        ? { gain: plan.gain, pace: plan.pace, moves: plan.diff.moves.length }
        : { gain: 0, pace: 1, moves: 0 };
    const { value, readings } = this.#rules.judge(firing, this.#factsFor(observation), brings);
    if (value === true) this.#options.on({ kind: "fired", at: now, rule: firing.rule, readings });
    else this.#rules.decline(firing, now);
    return value === true;
  }

  async #finish(now: number, { task, rule, chosen, adaptation }: UnderWay): Promise<void> {
    const { on } = this.#options;
    const { transition, moved, downtimeSeconds } = await adaptation.finish();
    const isApplied = transition.kind === "applied";
    this.#ledger.record({ at: now, migrations: moved, downtimeSeconds });
    this.#adaptedAt = now;
    if ("firing" in task) {
      const alerts = this.#rules.confirm(task.firing, isApplied);
      if (isApplied && rule.until !== undefined) this.#brought.set(task.firing, chosen.diff);
      for (const { message } of alerts) on({ kind: "alert", at: now, rule, message });
    }
    const notes = moveNotes(adaptation.refusals);
    if (transition.kind === "applied") {
      const { epoch, seconds } = transition;
      on({ kind: "applied", at: now + seconds, rule, epoch, seconds, moves: moved, plan: chosen.plan });
    } else on({ kind: "declined", at: now, rule, reason: transition.reason, notes });
  }

  #problem(now: number, network: Network, observation: Observation): Problem {
    const { policy, evaluator } = this.#options;
    const [limits, adaptedAt] = [this.#ledger.limitsAt(now), this.#adaptedAt];
    return poseProblem({ policy, evaluator, network, observation, limits, adaptedAt });
  }

  #factsFor(observation: Observation): (moment: RuleMoment) => FactSource {
    const run = { prune: this.#options.policy.infer.prune, adaptedAt: this.#adaptedAt };
    const observed = new ObservedFacts(this.#options.network, observation, run);
    return (moment) => ruleFacts(observation, moment, observed);
  }
}

function moveNotes(refusals: readonly string[] = []): PlanNote[] {
  return refusals.map((message) => ({ id: "plan/move", severity: "warning", message }));
}

function ruleOf(task: Task): RuleIr {
  return "firing" in task ? task.firing.rule : task.undone.firing.rule;
}
