// The planner `multilevel`.
import { multilevel } from "../../../../engine/planners/multilevel/multilevel.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(multilevel);
