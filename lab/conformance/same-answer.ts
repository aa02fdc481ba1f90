// A planner answers the same to the same problem and seed: its randomness is the context's, and nothing survives from run to run.
import { isDeepStrictEqual } from "node:util";
import { answerTo, Fault, findCase, type PlannerCheck } from "./planner-check.ts";
import { problems } from "./problems.ts";

export const sameAnswer: PlannerCheck = {
  title: "answers the same to the same problem and seed",
  find: (checked) =>
    findCase(
      checked,
      0.15,
      problems(),
      async (problem) => {
        const [first, second] = [await answerTo(checked, problem), await answerTo(checked, problem)];
        if (!isDeepStrictEqual(first, second))
          throw new Fault(
            "two runs with one seed give two answers: draw from `context.random`, and keep nothing from run to run",
          );
      },
      (problem) => problem,
    ),
};
