// A planner ends when its budget does, however small that is, and with a sound answer.
import fc from "fast-check";
import { judgeAnswer } from "./keeps-limits.ts";
import { answerTo, Fault, findCase, type PlannerCheck } from "./planner-check.ts";
import { problems } from "./problems.ts";

export const endsInTime: PlannerCheck = {
  title: "ends with a sound answer however small its budget is",
  find: (checked) =>
    findCase(
      checked,
      0.15,
      fc.record({ problem: problems(), steps: fc.nat(5) }),
      async ({ problem, steps }) => {
        const answer = await answerTo(checked, problem, { seed: 1, steps });
        judgeAnswer(checked.planner.stage, problem, answer);
        if (answer.notes.some(({ id }) => id === "plan/budget" || id === "plan/deadline"))
          throw new Fault(
            `with ${steps} steps it had to be stopped: end when \`context.step()\` answers \`false\``,
          );
        if (answer.stepsSpent > steps)
          throw new Fault(`it spent ${answer.stepsSpent} steps, it may spend ${steps}`);
      },
      ({ problem }) => problem,
    ),
};
