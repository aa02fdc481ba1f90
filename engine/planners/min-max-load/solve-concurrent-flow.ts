// The flow that may split with the least peak, by linear programs over ever more paths (column generation).
import type { PlanContext } from "../../plan/planner.ts";
import { ProgramBuilder, type Term } from "../../plan/program-builder.ts";
import type { SplitFlow } from "./split-flow.ts";

/** Own choices: rounds at most, the gap at which the program's optimum counts as reached, the largest program, the paths it begins with. */
const [mostRounds, nearEnough, mostCommodities, leastShare] = [30, 1e-6, 4000, 0.01];

/**
 * Each round finds the best shares of the paths known so far, and with its duals as prices a cheaper path for each commodity that
 * has one. What is proved comes from `SplitFlow.cheapestPaths` and not from the solver. Shares change only for the better.
 */
export async function solveConcurrentFlow(
  flow: SplitFlow,
  solve: NonNullable<PlanContext["solve"]>,
  goOn: () => boolean,
): Promise<void> {
  if (flow.commodities.length > mostCommodities) return;
  flow.prune(leastShare);
  for (let round = 0; round < mostRounds; round++) {
    const peak = flow.load().peak;
    if (peak <= flow.bound * (1 + nearEnough)) return;
    const solution = await solve(programOf(flow, peak));
    if (solution.kind !== "optimal" || solution.duals === undefined) return;
    const { values, duals } = solution;
    if (values[0] <= 1) takeShares(flow, values);
    const price = Float64Array.from(flow.network.capacityBps, (_, at) => Math.max(0, -duals[at]));
    const cheapest = flow.cheapestPaths(price, goOn);
    if (cheapest === undefined) return;
    let added = 0;
    cheapest.forEach((edges, at) => {
      const before = flow.paths[at].length;
      flow.pathOf(at, edges);
      added += flow.paths[at].length - before;
    });
    if (added === 0) return;
  }
}

/** Column 0 is the peak as a share of the one to beat, then the shares, commodity by commodity; a row for each resource, then one for each commodity. */
function programOf(flow: SplitFlow, scale: number): ReturnType<ProgramBuilder["build"]> {
  const { network, commodities, paths } = flow;
  const builder = new ProgramBuilder();
  const peak = builder.addColumn({ objective: 1 });
  const ofResource = Array.from(network.capacityBps, (): Map<number, number> => new Map([[peak, -1]]));
  const shares = commodities.map(({ bps }, at) =>
    paths[at].map(({ edges }): Term => {
      const column = builder.addColumn({});
      for (const edge of edges) {
        for (const used of network.uses.subarray(3 * edge, 3 * edge + 3)) {
          const before = ofResource[used].get(column) ?? 0;
          ofResource[used].set(column, before + bps / network.capacityBps[used] / scale);
        }
      }
      return [column, 1];
    }),
  );
  for (const terms of ofResource) builder.addRow(-Infinity, 0, terms);
  for (const terms of shares) builder.addRow(1, 1, terms);
  return builder.build(false);
}

function takeShares(flow: SplitFlow, values: Float64Array): void {
  let column = 1;
  for (const paths of flow.paths) {
    const first = column;
    column += paths.length;
    const sum = values.subarray(first, column).reduce((all, value) => all + Math.max(0, value), 0);
    paths.forEach((path, at) => (path.share = Math.max(0, values[first + at]) / sum));
  }
}
