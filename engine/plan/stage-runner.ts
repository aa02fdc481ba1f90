// Stages run by other planners, for those that try several and keep the best: a mapping completed with links and routes, and scored.
import type { Problem, Proposal } from "../model/problem.ts";
import { movedVms, withProposal } from "./plan.ts";
import type { PlanContext } from "./planner.ts";

/** A complete plan and what it is worth; `moves` counts the VMs that it moves. */
export interface ScoredPlan {
  readonly proposal: Required<Proposal>;
  readonly score: number;
  readonly moves: number;
}

/** Names of the planners that complete a mapping. */
export interface Completion {
  readonly topology: string;
  readonly forwarding: string;
}

/** As the guard's: one with more moves must be better by so much, so that VMs never swap equal hosts for noise. */
const margin = 0.05;

/** Scores are sums of rates. */
const relativeNoise = 1e-9;

export class StageRunner {
  readonly #problem: Problem;
  readonly #context: PlanContext;

  constructor(problem: Problem, context: PlanContext) {
    this.#problem = problem;
    this.#context = context;
  }

  /** What is there, scored as the rest is. */
  present(): ScoredPlan {
    const { chosen, observation } = this.#problem;
    return this.#scored({ ...chosen, routes: observation.routes });
  }

  /** What another planner proposes for a problem; undefined, and said in a note, where it has no plan. */
  async propose(planner: string, problem: Problem, steps?: number): Promise<Proposal | undefined> {
    try {
      const outcome = await this.#context.run(planner, {}, problem, steps);
      if (outcome.kind === "plan") return outcome.proposal;
      this.#note(
        outcome.kind === "infeasible"
          ? `\`${planner}\` finds no plan within \`${outcome.limit}\``
          : `\`${planner}\` does not support \`${outcome.missing}\``,
      );
    } catch (error) {
      this.#note(error instanceof Error ? error.message : String(error));
    }
    return undefined;
  }

  /** A mapping with links and routes for it, of which only those are planned that this problem decides. */
  async complete(mapping: Int32Array, { topology, forwarding }: Completion): Promise<ScoredPlan | undefined> {
    const { observation, deciding } = this.#problem;
    let links = this.#problem.chosen.links;
    if (deciding !== "forwarding" && deciding !== "placement") {
      const proposal = await this.propose(topology, { ...this.#problem, chosen: { mapping, links } });
      if (proposal === undefined) return undefined;
      links = proposal.links ?? links;
    }
    const routed = await this.propose(forwarding, { ...this.#problem, chosen: { mapping, links } });
    return this.#scored(withProposal({ mapping, links, routes: observation.routes }, routed ?? {}));
  }

  /** Fewer moves are better for the same score, and more moves have to bring the margin. */
  isBetter(plan: ScoredPlan, than: ScoredPlan): boolean {
    const gain = plan.score - than.score;
    const unit = Math.abs(than.score);
    if (!(plan.score > -Infinity)) return false;
    if (than.score === -Infinity) return true;
    if (plan.moves > than.moves) return gain > 0 && gain >= margin * unit;
    if (plan.moves < than.moves) return gain >= -relativeNoise * unit;
    return gain > relativeNoise * unit;
  }

  #scored(proposal: Required<Proposal>): ScoredPlan {
    const moves = movedVms(this.#problem.observation.mapping, proposal.mapping).length;
    const score = this.#context.score(proposal);
    return { proposal, score: Number.isNaN(score) ? -Infinity : score, moves };
  }

  #note(message: string): void {
    this.#context.note({ id: "plan/stage", severity: "info", message });
  }
}
