// x
import { shortestPath } from "../../../../engine/planners/shortest-path/shortest-path.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(shortestPath);
