// All that every planner must do, whatever its method: in the tests of the built-in ones, and in `vnet planners check`.
import { changesNothing } from "./changes-nothing.ts";
import { endsInTime } from "./ends-in-time.ts";
import { keepsLimits } from "./keeps-limits.ts";
import { orderIndependent } from "./order-independent.ts";
import type { PlannerCheck } from "./planner-check.ts";
import { sameAnswer } from "./same-answer.ts";
import { survivesHardProblems } from "./survives-hard-problems.ts";

const saysWhatItIs: PlannerCheck = {
  title: "says what it optimises, and has defaults for its options",
  async find({ planner, options }) {
    if (planner.objective.trim() === "") return { message: "its objective is empty" };
    const { success } = planner.options.safeParse(options);
    return success ? undefined : { message: "it does not accept the options that it is checked with" };
  },
};

export const plannerChecks: readonly PlannerCheck[] = [
  saysWhatItIs,
  keepsLimits,
  sameAnswer,
  changesNothing,
  orderIndependent,
  endsInTime,
  survivesHardProblems,
];
