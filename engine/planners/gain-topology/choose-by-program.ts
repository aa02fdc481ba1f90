// The best choice of candidates under any rules, by an integer program: one 0/1 column for each candidate, one row for each rule.
import type { PlanContext } from "../../plan/planner.ts";
import { ProgramBuilder } from "../../plan/program-builder.ts";
import type { Candidate } from "./candidate-links.ts";
import { gainOf, type Choice } from "./choose-greedily.ts";
import type { Rule } from "./link-rules.ts";

/** Gains and rows are scaled to at most 1, so that the solver's tolerances mean the same for all units. Undefined = nothing was found. */
export async function chooseByProgram(
  candidates: readonly Candidate[],
  rules: readonly Rule[],
  solve: NonNullable<PlanContext["solve"]>,
): Promise<Partial<Choice> | undefined> {
  const largest = candidates.reduce((most, { gain }) => Math.max(most, gain), 0);
  const builder = new ProgramBuilder();
  for (const { gain } of candidates)
    builder.addColumn({ objective: gain / largest, upper: 1, integer: true });
  for (const { members, weights, capacity } of rules) {
    const scale = weights.reduce((most, weight) => Math.max(most, weight), capacity);
    builder.addRow(
      -Infinity,
      capacity / scale,
      members.map((index, at) => [index, weights[at] / scale] as const),
    );
  }
  const solution = await solve(builder.build(true));
  if (solution.kind !== "optimal" && solution.kind !== "stopped") return undefined;
  const found = solution.kind === "optimal" ? solution : solution.best;
  const bound =
    solution.bound === undefined ? {} : { bound: solution.bound * largest, by: "integer program" };
  if (found === undefined) return bound;
  const chosen = [...candidates.keys()].filter((index) => found.values[index] > 0.5);
  if (!rules.every((rule) => isKept(rule, chosen))) return bound; // kept by the solver's tolerance only
  return { ...bound, chosen, gain: gainOf(candidates, chosen) };
}

function isKept({ members, weights, capacity }: Rule, chosen: readonly number[]): boolean {
  const isChosen = new Set(chosen);
  const used = members.reduce((sum, index, at) => sum + (isChosen.has(index) ? weights[at] : 0), 0);
  return used <= capacity * (1 + 1e-12);
}
