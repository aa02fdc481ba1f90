// A planner changes nothing that it is given.
import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../engine/model/problem.ts";
import { answerTo, Fault, findCase, type PlannerCheck } from "./planner-check.ts";
import { problems } from "./problems.ts";

export const changesNothing: PlannerCheck = {
  title: "changes nothing that it is given",
  find: (checked) =>
    findCase(
      checked,
      0.15,
      problems(),
      async (problem) => {
        const before = structuredClone(plainPartOf(problem));
        await answerTo(checked, problem);
        if (!isDeepStrictEqual(plainPartOf(problem), before))
          throw new Fault("it has changed the problem that it was given: copy what you change");
      },
      (problem) => problem,
    ),
};

function plainPartOf({ network, observation, limits, chosen }: Problem): unknown {
  const { hosts, vms, initialMapping, apart, together, kept } = network;
  return { hosts, vms, initialMapping, apart, together, kept, observation, limits, chosen };
}
