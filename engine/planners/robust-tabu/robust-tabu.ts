// Robust tabu search for placements: goes on past local optima, and comes close to the best known for instances of up to some hundred VMs.
import { z } from "zod";
import { placementInstance, type PlacementInstance } from "../../plan/placement-instance.ts";
import { localSearch } from "../../plan/placement-local-search.ts";
import { gapCertificate, isAtBound, placementOutcome, rootBound } from "../../plan/placement-outcome.ts";
import { PlacementState } from "../../plan/placement-state.ts";
import { stepsFor } from "../../plan/placement-steps.ts";
import { PlacementTable } from "../../plan/placement-table.ts";
import type { PlanContext, Planner, PlannerRun } from "../../plan/planner.ts";
import { TabuSearch } from "./tabu-search.ts";

const options = z.strictObject({
  /** Moves in all; left out, 1,000 x VMs². The budget may end it earlier. */
  iterations: z.int().nonnegative().optional(),
});

/** Beyond so many VMs there is local search alone: the tables would not fit. Own choice. */
const mostTabled = 2048;

const iterationsPerPair = 1000;

/** `robust-tabu.md` says what it does, what it costs and what it does not find. */
export const robustTabu: Planner<z.infer<typeof options>> = {
  name: "robust-tabu",
  contract: 1,
  stage: "placement",
  objective: "traffic times distance",
  supports: ["pins", "together", "apart", "capacities", "moves", "from", "migrations", "downtime"],
  options,
  create: ({ iterations }) => run(iterations),
};

function run(iterations: number | undefined): PlannerRun {
  return (problem, context) => {
    const instance = placementInstance(problem);
    const bound = rootBound(instance, context);
    const best = search(instance, bound, context, iterations ?? iterationsPerPair * instance.cost.units ** 2);
    return placementOutcome(instance, best, (cost) => gapCertificate(cost, bound));
  };
}

function search(instance: PlacementInstance, bound: number, context: PlanContext, most: number): Int32Array {
  const { units, hosts } = instance.cost;
  const isIdle = !instance.isFree.includes(1);
  if (isIdle) return instance.start;
  const state = new PlacementState(instance);
  localSearch(state, (cost) => context.step(cost));
  if (units > mostTabled || !context.step(stepsFor(units * hosts))) return state.hostOf;
  const table = new PlacementTable(state);
  const tabu = new TabuSearch(table, context.random);
  const perMove = stepsFor(tabu.operationsPerIteration);
  for (let done = 0; done < most && !isAtBound(tabu.bestCost, bound) && context.step(perMove); done++)
    if (!tabu.iterate()) break;
  return tabu.best;
}
