// x
import { greedyMigration } from "../../../../engine/planners/greedy-migration/greedy-migration.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(greedyMigration);
