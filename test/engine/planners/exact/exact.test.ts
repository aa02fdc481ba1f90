// The planner `exact`.
import { exact } from "../../../../engine/planners/exact/exact.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(exact);
