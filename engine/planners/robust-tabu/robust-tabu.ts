// Robust tabu search for placements: goes on past local optima, and comes close to the best known for instances of up to some hundred VMs.
import { z } from "zod";
import { descend } from "../../plan/placement-descent.ts";
import { placementInstance } from "../../plan/placement-instance.ts";
import { placementOutcome } from "../../plan/placement-outcome.ts";
import { PlacementState } from "../../plan/placement-state.ts";
import { stepsFor } from "../../plan/placement-steps.ts";
import { PlacementTable } from "../../plan/placement-table.ts";
import type { Planner, PlannerRun } from "../../plan/planner.ts";
import { TabuSearch } from "./tabu-search.ts";

const options = z.strictObject({
  /** Moves in all; left out, 1,000 x VMs². The budget may end it earlier. */
  iterations: z.int().nonnegative().optional(),
});

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
    const { units, hosts } = instance.cost;
    if (!instance.isFree.includes(1) || !context.step(stepsFor(units * hosts)))
      return placementOutcome(instance, instance.start, context);
    const table = new PlacementTable(new PlacementState(instance));
    descend(table, (cost) => context.step(cost));
    const search = new TabuSearch(table, context.random);
    const most = iterations ?? iterationsPerPair * units ** 2;
    const perMove = stepsFor(search.operationsPerIteration);
    for (let done = 0; done < most && search.bestCost > 0 && context.step(perMove); done++)
      if (!search.iterate()) break;
    return placementOutcome(instance, search.best, context);
  };
}
