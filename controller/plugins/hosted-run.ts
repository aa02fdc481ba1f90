// One run of a plugin's planner, from the host's side: what its process says becomes calls of the context, and its end an outcome.
import type { Observation } from "../../engine/model/observation.ts";
import type { Prediction, Problem } from "../../engine/model/problem.ts";
import { checkProposal } from "../../engine/plan/check-outcome.ts";
import type { Outcome, PlanContext, Stage } from "../../engine/plan/planner.ts";
import { RunEnded } from "../../engine/plan/run-ended.ts";
import { readNetwork } from "./network-form.ts";
import { readProposal } from "./plan-form.ts";
import type { Frame } from "./plugin-frames.ts";
import type { AskRequest, CallRequest, Returned } from "./plugin-messages.ts";
import type { PluginProcess, RunListener } from "./plugin-process.ts";
import { outcomeForm, readOutcome, sentenceOf } from "./plugin-run.ts";
import { checkProblem } from "./check-problem.ts";
import { problemForm, readProblem } from "./problem-form.ts";

export interface HostedRunOptions {
  readonly process: PluginProcess;
  readonly stage: Stage;
  readonly options: Readonly<Record<string, unknown>>;
  readonly problem: Problem;
  readonly context: PlanContext;
  readonly deadlineSeconds: number;
  readonly audit: boolean;
}

/** Why a run brought nothing: the reason goes on after the planner's name. */
class RunFailed extends Error {}

/**
 * Rejects with `RunEnded` for a planner that was stopped, with any other error for one that failed. Past the deadline the process is
 * killed: nothing else stops a planner that never lets go.
 */
export async function carryHostedRun(options: HostedRunOptions): Promise<Outcome> {
  return new HostedRun(options).outcome;
}

class HostedRun implements RunListener {
  readonly outcome: Promise<Outcome>;
  readonly #options: HostedRunOptions;
  readonly #stepsAtStart: number;
  readonly #run: { readonly run: number; end(): void };
  readonly #limit: NodeJS.Timeout;
  #resolve: (outcome: Outcome) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;
  #best: Frame | undefined;
  #spent = 0; // by the planner itself, as far as it has said
  #isLate = false;

  constructor(options: HostedRunOptions) {
    const { process, problem, context, deadlineSeconds, audit } = options;
    this.#options = options;
    this.#stepsAtStart = context.stepsLeft;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#run = process.run(
      problem.network,
      {
        problem: problemForm(problem),
        options: options.options,
        seed: context.seed,
        steps: context.stepsLeft,
        hasSolver: context.solve !== undefined,
        audit,
      },
      this,
    );
    this.#limit = setTimeout(() => {
      this.#isLate = true;
      process.kill(`was ended after ${deadlineSeconds} s`);
    }, deadlineSeconds * 1000);
  }

  frame(frame: Frame): void {
    try {
      this.#take(frame);
    } catch (error) {
      this.#end(() => this.#reject(new RunFailed(sentenceOf(error))));
    }
  }

  gone(reason: string): void {
    if (this.#isLate) this.#stopped(new RunEnded("plan/deadline", reason));
    else this.#end(() => this.#reject(new RunFailed(reason)));
  }

  #take(frame: Frame): void {
    const { context, process } = this.#options;
    switch (frame.kind) {
      case "improve":
        this.#best = frame;
        return;
      case "note":
        context.note(frame.payload("note"));
        return;
      case "ask": {
        const { spent, request } = frame.payload("ask");
        this.#takeSpent(spent);
        process.answer(this.#returned(() => this.#answer(request)));
        return;
      }
      case "call": {
        const { call, spent, request } = frame.payload("call");
        this.#takeSpent(spent);
        void this.#serve(request).then((returned) => process.return(this.#run.run, call, returned));
        return;
      }
      case "done": {
        const { spent, outcome } = frame.payload("done");
        this.#takeSpent(spent);
        const read = readOutcome(outcome);
        this.#end(() => this.#resolve(read));
        return;
      }
      case "failed": {
        const { spent, reason } = frame.payload("failed");
        this.#takeSpent(spent);
        throw new RunFailed(reason);
      }
      case "ended": {
        const { spent, id, message } = frame.payload("ended");
        this.#takeSpent(spent);
        this.#stopped(new RunEnded(id, message));
        return;
      }
      default:
        throw new RunFailed("said something that has no place in a run");
    }
  }

  #end(settle: () => void): void {
    clearTimeout(this.#limit);
    this.#run.end();
    settle();
  }

  /** What it has published last becomes its plan. */
  #stopped(ended: RunEnded): void {
    this.#end(() => {
      try {
        if (this.#best !== undefined)
          this.#options.context.improve(readProposal(this.#best.payload("improve")));
        this.#reject(ended);
      } catch (error) {
        this.#reject(new RunFailed(sentenceOf(error)));
      }
    });
  }

  #takeSpent(spent: number): void {
    const { context } = this.#options;
    const news = Math.min(spent - this.#spent, context.stepsLeft);
    if (!(news > 0)) return;
    this.#spent += news;
    context.step(news);
  }

  #returned(serve: () => unknown): Returned {
    try {
      return { ok: true, value: serve(), spentByOthers: this.#spentByOthers };
    } catch (error) {
      return { ok: false, reason: sentenceOf(error), spentByOthers: this.#spentByOthers };
    }
  }

  get #spentByOthers(): number {
    return this.#stepsAtStart - this.#options.context.stepsLeft - this.#spent;
  }

  #answer(request: AskRequest): number {
    const { problem, context } = this.#options;
    if (request.service === "score") return context.score(this.#checked(readProposal(request.proposal)));
    const plan = this.#checked(readProposal(request.plan));
    return problem.objective.score({ ...(request.prediction as object), plan } as Prediction);
  }

  #checked(proposal: unknown): ReturnType<typeof readProposal> {
    const checked = checkProposal(proposal, this.#options.problem, "all");
    if ("kind" in checked) throw new RunFailed(checked.reason);
    return checked;
  }

  async #serve(request: CallRequest): Promise<Returned> {
    try {
      const { context, problem } = this.#options;
      if (request.service === "solve") {
        const solution = await context.solve?.(request.program);
        return this.#returned(() => solution);
      }
      const { name, options, problem: form } = request;
      const network = request.network === undefined ? problem.network : readNetwork(request.network);
      const known: Observation = problem.observation;
      const asked = readProblem(form, network, (prediction) => problem.objective.score(prediction), known);
      checkProblem(asked);
      const outcome = await context.run(name, options, asked);
      return this.#returned(() => outcomeForm(outcome));
    } catch (error) {
      return { ok: false, reason: sentenceOf(error), spentByOthers: this.#spentByOthers };
    }
  }
}
