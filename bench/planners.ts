// Planners against known answers and bounds, and how they grow. `--short`: a part of it, for CI.
import { measurePlacementGrowth } from "./planners/placement-growth.ts";
import { measureQuadraticAssignment } from "./planners/quadratic-assignment.ts";

const isShort = process.argv.includes("--short");
await measureQuadraticAssignment(isShort);
await measurePlacementGrowth(isShort);
