// Names of planners in the options of a planner that runs others: a policy can write a list only as text.
import { z } from "zod";

/** `"swap-descent, keep"`; the default is given as text, too. */
export function plannerNames(names: string) {
  return z
    .string()
    .regex(
      /^\s*[A-Za-z_][\w-]*(\s*[,\s]\s*[A-Za-z_][\w-]*)*\s*$/,
      "expected names of planners, separated by commas",
    )
    .default(names)
    .transform((text) => [...new Set(text.split(/[,\s]+/).filter((name) => name !== ""))]);
}
