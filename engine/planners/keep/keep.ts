// The planner that changes nothing: the baseline of every comparison.
import { z } from "zod";
import { limitIds } from "../../../lang/ir/limit-ids.ts";
import type { Planner } from "../../plan/planner.ts";

const options = z.strictObject({});

export const keep: Planner<z.infer<typeof options>> = {
  name: "keep",
  contract: 1,
  stage: "all",
  objective: "no change",
  supports: ["pins", "together", "apart", "capacities", "moves", "from", ...limitIds],
  options,
  create: () => () => ({ kind: "plan", proposal: {}, certificate: { kind: "none" } }),
};
