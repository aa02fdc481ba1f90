// `vnet planners`: what there is to plan with, and how good it is.
import { Command } from "commander";
import { benchCommand } from "./planners/bench.ts";

export function plannersCommand(): Command {
  return new Command("planners").addCommand(benchCommand());
}
