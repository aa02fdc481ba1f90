// The planner `swap-descent`.
import { swapDescent } from "../../../../engine/planners/swap-descent/swap-descent.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(swapDescent);
