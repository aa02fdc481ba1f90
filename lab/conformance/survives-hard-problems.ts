// A planner answers soundly to what hardly ever comes, and to what is large for it.
import { hardProblems } from "./hard-problems.ts";
import { judgeAnswer } from "./keeps-limits.ts";
import { describeProblem } from "./describe-problem.ts";
import { answerTo, Fault, type Finding, type PlannerCheck } from "./planner-check.ts";

export const survivesHardProblems: PlannerCheck = {
  title: "answers to empty, extreme and large networks",
  async find(checked): Promise<Finding | undefined> {
    for (const [name, problem] of Object.entries(hardProblems())) {
      try {
        judgeAnswer(checked.planner.stage, problem, await answerTo(checked, problem));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        return { message: `${name}: ${error.message}`, counterexample: describeProblem(problem) };
      }
    }
    return undefined;
  },
};
