// The topology that gains most over the star within the limits, and how far it can be from the best one.
import { z } from "zod";
import type { Link } from "../../model/network.ts";
import type { Certificate, Planner, PlannerRun, PlanContext } from "../../plan/planner.ts";
import { candidateLinks, type Candidate } from "./candidate-links.ts";
import { chooseByProgram } from "./choose-by-program.ts";
import { chooseGreedily, gainOf, type Choice } from "./choose-greedily.ts";
import { fillKnapsack } from "./knapsack.ts";
import { linkRules, type Rule } from "./link-rules.ts";

const options = z.strictObject({});

/**
 * What a link gains is its traffic weighted by how much busier the star's way is than the direct path (`candidate-links.ts`);
 * gains of links add up. So the limits decide the method: none, or a number of links: the first of the list sorted by gain, which
 * is optimal; one of `cost`, `bandwidth`, `coverage`: a knapsack, by branch and bound; `fan-out` (a b-matching) and limits together: an
 * integer program where a solver is there, else greedily with the gap to a bound. Links that the policy keeps come first
 * and count as in `greedy-topology`; when they alone break a limit the answer is `infeasible`. One step for each candidate and each node of a search.
 */
export const gainTopology: Planner<z.infer<typeof options>> = {
  name: "gain-topology",
  contract: 1,
  stage: "topology",
  objective: "traffic taken off the star, weighted by how much busier the star is than the direct path",
  supports: ["links", "coverage", "bandwidth", "cost", "fan-out"],
  options,
  create: () => plan,
};

const plan: PlannerRun = async (problem, context) => {
  const all = candidateLinks(problem);
  const candidates = context.step(all.length) ? all : [];
  const rules = linkRules(problem, candidates);
  if ("needed" in rules) {
    const { limit, needed } = rules;
    return { kind: "infeasible", limit: limit.id, needed, available: limit.value };
  }
  const choice = await choose(candidates, rules, context);
  const links: Link[] = [...problem.network.kept, ...choice.chosen.map((index) => candidates[index].link)];
  const isCut = candidates.length < all.length;
  return { kind: "plan", proposal: { links }, certificate: isCut ? { kind: "none" } : certify(choice) };
};

async function choose(
  candidates: readonly Candidate[],
  rules: readonly Rule[],
  context: PlanContext,
): Promise<Choice> {
  const [rule] = rules;
  if (rule === undefined)
    return exactly(candidates, [...candidates.keys()], "every link that gains is there");
  if (rules.length === 1 && rule.limit.id === "links" && rule.members.length === candidates.length)
    return exactly(candidates, [...candidates.keys()].slice(0, rule.capacity), "sorting by gain");
  if (rules.length === 1) return fill(candidates, rule, context);
  const greedy = chooseGreedily(candidates, rules);
  if (context.solve === undefined || greedy.gain >= greedy.bound) return greedy;
  const solved = await chooseByProgram(candidates, rules, context.solve);
  const best = (solved?.gain ?? -1) > greedy.gain ? { ...greedy, ...solved } : greedy;
  if (solved?.bound === undefined || solved.bound >= greedy.bound)
    return { ...best, bound: greedy.bound, by: greedy.by };
  return { ...best, bound: Math.max(best.gain, solved.bound), by: solved.by ?? greedy.by };
}

function fill(candidates: readonly Candidate[], rule: Rule, context: PlanContext): Choice {
  const gains = rule.members.map((index) => candidates[index].gain);
  const { chosen, bound, value } = fillKnapsack(gains, rule.weights, rule.capacity, () => context.step());
  const isWeighed = new Set(rule.members);
  const free = [...candidates.keys()].filter((index) => !isWeighed.has(index));
  const both = [...free, ...chosen.map((at) => rule.members[at])].sort((x, y) => x - y);
  const gain = gainOf(candidates, both);
  return { chosen: both, gain, bound: gain + (bound - value), by: "knapsack" };
}

function exactly(candidates: readonly Candidate[], chosen: readonly number[], by: string): Choice {
  const gain = gainOf(candidates, chosen);
  return { chosen, gain, bound: gain, by };
}

/** Rounding and the solver's tolerance make two equal gains differ by far less than this share. Own choice. */
const noise = 1e-7;

function certify({ gain, bound, by }: Choice): Certificate {
  const gap = bound > 0 ? (bound - gain) / bound : 0;
  return gap <= noise ? { kind: "optimal", by } : { kind: "gap", gap, by };
}
