// One run of a planner in the plugin's process: what it is given acts as it would beside the engine.
import { isDeepStrictEqual } from "node:util";
import type { Network } from "../../engine/model/network.ts";
import type { Problem, Proposal } from "../../engine/model/problem.ts";
import { checkOutcome, checkProposal } from "../../engine/plan/check-outcome.ts";
import type { ProgramSolution } from "../../engine/plan/linear-program.ts";
import { NoteList } from "../../engine/plan/note-list.ts";
import type { Outcome, PlanContext, Stage } from "../../engine/plan/planner.ts";
import { RunEnded } from "../../engine/plan/run-ended.ts";
import { seededRandom } from "../../engine/plan/seeded-random.ts";
import { StepBudget } from "../../engine/plan/step-budget.ts";
import { askHost, tellHost } from "./host-socket.ts";
import { networkForm } from "./network-form.ts";
import { proposalForm, readProposal } from "./plan-form.ts";
import type { FoundPlanner } from "./planner-module.ts";
import type { AskRequest, CallRequest, OutcomeForm, Returned, RunMessage } from "./plugin-messages.ts";
import { problemForm, readProblem } from "./problem-form.ts";

export class PluginRun {
  readonly #planner: FoundPlanner;
  readonly #message: RunMessage;
  readonly #problem: Problem;
  readonly #budget: StepBudget;
  readonly #calls = new Map<number, (returned: Returned) => void>();
  #callCount = 0;
  #spentByOthers = 0;

  constructor(planner: FoundPlanner, message: RunMessage, network: Network) {
    this.#planner = planner;
    this.#message = message;
    this.#budget = new StepBudget(message.steps);
    this.#problem = readProblem(message.problem, network, (prediction) => {
      const { plan, ...rest } = prediction;
      return Number(this.#ask({ service: "objective", prediction: rest, plan: proposalForm(plan) }));
    });
  }

  /** Tells the host how it went; never rejects. */
  async carry(): Promise<void> {
    const { run, audit } = this.#message;
    const given = audit ? structuredClone(plainPartOf(this.#problem)) : undefined;
    try {
      const answer: unknown = await this.#planner.create(this.#planner.takeOptions(this.#message.options))(
        this.#problem,
        this.#context(),
      );
      const outcome = checkOutcome(answer, this.#problem, this.#planner.stated.stage);
      if (outcome.kind === "failed") return this.#fail(outcome.reason);
      if (audit && !isDeepStrictEqual(given, plainPartOf(this.#problem)))
        return this.#fail("it has changed the problem that it was given");
      tellHost("done", run, { spent: this.#spent, outcome: outcomeForm(outcome) });
    } catch (error) {
      if (error instanceof RunEnded)
        tellHost("ended", run, { spent: this.#spent, id: error.id, message: error.message });
      else this.#fail(sentenceOf(error));
    }
  }

  return(call: number, returned: Returned): void {
    this.#noteOthers(returned);
    this.#calls.get(call)?.(returned);
    this.#calls.delete(call);
  }

  /** Steps that the planner itself has taken. */
  get #spent(): number {
    return this.#budget.spent - this.#spentByOthers;
  }

  #context(): PlanContext {
    const { seed, run, hasSolver } = this.#message;
    const { stage } = this.#planner.stated;
    const budget = this.#budget;
    const notes = new NoteList();
    return {
      random: seededRandom(seed),
      seed,
      get stepsLeft() {
        return budget.left;
      },
      step: (units = 1) => budget.take(units),
      improve: (proposal) => {
        tellHost("improve", run, proposalForm(this.#checked(proposal, stage)));
      },
      score: (proposal) =>
        Number(this.#ask({ service: "score", proposal: proposalForm(this.#checked(proposal, "all")) })),
      note: (note) => {
        if (notes.isFull) return;
        notes.add(note);
        tellHost("note", run, note);
      },
      ...(hasSolver
        ? { solve: async (program) => (await this.#call({ service: "solve", program })) as ProgramSolution }
        : {}),
      run: async (name, options, problem) => {
        const { network, observation } = this.#problem;
        const asked = {
          ...(problem.network === network ? {} : { network: networkForm(problem.network) }),
          problem: problemForm(problem, observation),
        };
        return readOutcome((await this.#call({ service: "run", name, options, ...asked })) as OutcomeForm);
      },
    };
  }

  #checked(proposal: unknown, stage: Stage): Proposal {
    const checked = checkProposal(proposal, this.#problem, stage);
    if ("kind" in checked) throw new TypeError(checked.reason);
    return checked;
  }

  #ask(request: AskRequest): unknown {
    return this.#taken(askHost(this.#message.run, { spent: this.#spent, request }));
  }

  #call(request: CallRequest): Promise<unknown> {
    const call = this.#callCount++;
    return new Promise((resolve, reject) => {
      this.#calls.set(call, (returned) => {
        if (returned.ok) resolve(returned.value);
        else reject(new Error(returned.reason));
      });
      tellHost("call", this.#message.run, { call, spent: this.#spent, request });
    });
  }

  #taken(returned: Returned): unknown {
    this.#noteOthers(returned);
    if (!returned.ok) throw new Error(returned.reason);
    return returned.value;
  }

  #noteOthers({ spentByOthers }: Returned): void {
    const news = Math.min(Math.max(0, spentByOthers - this.#spentByOthers), this.#budget.left);
    this.#budget.take(news);
    this.#spentByOthers += news;
  }

  #fail(reason: string): void {
    tellHost("failed", this.#message.run, { spent: this.#spent, reason });
  }
}

export function outcomeForm(outcome: Outcome): OutcomeForm {
  return outcome.kind === "plan" ? { ...outcome, proposal: proposalForm(outcome.proposal) } : outcome;
}

export function readOutcome(form: OutcomeForm): Outcome {
  return form.kind === "plan" ? { ...form, proposal: readProposal(form.proposal) } : form;
}

export function sentenceOf(error: unknown): string {
  return (
    (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ").trim() ||
    "no reason given"
  );
}

function plainPartOf({ observation, limits, chosen }: Problem): unknown {
  return { observation, limits, chosen };
}
