// x
import { greedyTopology } from "../../../../engine/planners/greedy-topology/greedy-topology.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(greedyTopology);
