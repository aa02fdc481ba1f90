// The planner `keep`: nothing changes.
import { expect, it } from "vitest";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { keep } from "../../../../engine/planners/keep/keep.ts";
import { networkOf, observationOf, problemOf } from "../../../arbitraries/network-of.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(keep);

it("proposes nothing, even where something could be gained", async () => {
  const network = networkOf({
    hosts: ["gw", "a", "b"],
    vms: [
      { name: "v", on: 1 },
      { name: "w", on: 2 },
    ],
  });
  const problem = problemOf(network, observationOf(network, [[0, 1, 1e6]]));
  const answer = await runPlanner(new PlannerRegistry([keep]), "keep", {}, problem, { seed: 1, steps: 1 });
  expect(answer.outcome).toEqual({ kind: "plan", proposal: {}, certificate: { kind: "none" } });
});
