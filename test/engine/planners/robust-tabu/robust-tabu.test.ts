// The planner `robust-tabu`.
import { robustTabu } from "../../../../engine/planners/robust-tabu/robust-tabu.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(robustTabu);
