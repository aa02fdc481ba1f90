// `vnet plan`: what a policy would do with some traffic, as a diff with its reasons; nothing is carried out.
import path from "node:path";
import { tell } from "../tell.ts";
import { Command, Option } from "commander";
import { advise, buildNetwork, closureEvaluator, type Plan } from "../../engine/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { loadPolicy } from "../load-policy.ts";
import { withLimits } from "../plan/limit-override.ts";
import { replaySource } from "../plan/replay-source.ts";
import { readStateFile } from "../plan/state-file.ts";
import { planningWith } from "../planning.ts";
import { addPluginFlag, printToStandardError, type PluginFlags } from "../plugins/plugin-flags.ts";
import { type PluginShelf, withShelf } from "../plugins/plugin-shelf.ts";
import { planFormats, renderPlan, type PlanFormat } from "../report/plan/render-plan.ts";
import { planViewOf } from "../report/plan/plan-view-of.ts";

interface PlanFlags extends PluginFlags {
  readonly traffic: string;
  readonly state?: string;
  readonly set: readonly string[];
  readonly format: PlanFormat;
  readonly exitCode?: boolean;
}

export function planCommand(): Command {
  const command = new Command("plan")
    .argument("<policy>", "policy file")
    .requiredOption(
      "--traffic <source>",
      "what its VMs send: a capture, a recording, a table of rates, or `-` for standard input",
    )
    .option("--state <file>", "where VMs run and which links there are (default: as the policy begins)")
    .option("--set <limit=value>", "plan with another value of a limit; can be repeated", collect, [])
    .addOption(new Option("--format <format>", "how the plan is shown").choices(planFormats).default("human"))
    .option("--exit-code", "end with 1 when anything would change");
  return addPluginFlag(command).action(async (file: string, flags: PlanFlags) => {
    await withShelf({ files: flags.plugin, print: printToStandardError }, (shelf) =>
      plan(file, flags, shelf),
    );
  });
}

async function plan(file: string, flags: PlanFlags, shelf: PluginShelf): Promise<void> {
  const { stdout, env } = process;
  const loaded = await loadPolicy(file, shelf);
  if (loaded === undefined) {
    process.exitCode = exitCodes.couldNotRun;
    return;
  }
  const policy = withLimits(loaded.policy, flags.set);
  const network = buildNetwork(policy.network);
  const state: Plan =
    flags.state === undefined
      ? { mapping: network.initialMapping, links: network.kept, routes: [] }
      : readStateFile(flags.state, network);
  const { replayed, notes } = await replaySource(flags.traffic, policy, network, state);
  for (const note of notes) tell("note", note);
  const planning = planningWith(loaded.plugins);
  const advice = await advise(replayed, { policy, network, evaluator: closureEvaluator, planning, state });
  const traffic = flags.traffic === "-" ? "standard input" : path.basename(flags.traffic);
  const view = planViewOf({ network, file, traffic, replayed, advice });
  const colour = stdout.isTTY && !env["NO_COLOR"];
  stdout.write(renderPlan(view, flags.format, { colour, network: policy.network }));
  if (flags.exitCode === true && view.changes) process.exitCode = exitCodes.negative;
}

function collect(text: string, sofar: readonly string[]): string[] {
  return [...sofar, text];
}
