// `vnet planners bench`: planners side by side on instances from files, or on ones that are made here.
import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import type { Planner, Planning } from "../../../engine/index.ts";
import {
  findInstances,
  plantedInstances,
  playInstance,
  type FoundInstances,
  type LeagueInstance,
  type PlayedInstance,
} from "../../../lab/index.ts";
import { CliError, cliErrorCodes } from "../../cli-errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { planningWith } from "../../planning.ts";
import { printToStandardError } from "../../plugins/plugin-flags.ts";
import { withShelf } from "../../plugins/plugin-shelf.ts";
import { leagueCsv } from "../../report/league/league-csv.ts";
import { leagueJson } from "../../report/league/league-json.ts";
import { leagueSvg } from "../../report/league/league-svg.ts";
import { leagueText } from "../../report/league/league-text.ts";
import { systemReason } from "../../system-reason.ts";

const renderers = { human: leagueText, json: leagueJson, csv: leagueCsv } as const;

interface BenchFlags {
  readonly instances: readonly string[];
  readonly planner: readonly string[];
  readonly steps: number;
  readonly seed: number;
  readonly format: keyof typeof renderers;
  readonly plot?: string;
}

export function benchCommand(): Command {
  return new Command("bench")
    .description("compare planners: how far from the best, how fast, how many moves")
    .argument("[files...]", "planners from elsewhere, as modules (.js, .mjs, .ts)")
    .option(
      "--instances <dir>",
      "a folder with QAPLIB instances (.dat, beside or below it .sln); can be repeated (default: planted ones)",
      collect,
      [],
    )
    .option(
      "--planner <name>",
      "only this planner; can be repeated (default: all of the placement stage, and `keep`)",
      collect,
      [],
    )
    .option("--steps <count>", "budget of each run", wholeNumber("--steps"), 1_000_000)
    .option(
      "--seed <number>",
      "of the planners' randomness and of planted instances",
      wholeNumber("--seed"),
      1,
    )
    .addOption(
      new Option("--format <format>", "how the results are shown")
        .choices(Object.keys(renderers))
        .default("human"),
    )
    .option("--plot <file>", "also draw the gaps, as SVG")
    .action(async (files: string[], flags: BenchFlags) => {
      await withShelf({ files, print: printToStandardError }, async (shelf) => {
        const { planners } = await shelf.openFor({ plugins: [], sources: [] });
        await bench(planners, flags);
      });
    });
}

async function bench(plugins: readonly Planner[], flags: BenchFlags): Promise<void> {
  const { stdout, stderr } = process;
  const planning = planningWith(plugins);
  const { instances, unread } = allInstances(flags);
  for (const { file, reason } of unread) stderr.write(`warning: \`${file}\` is left out: ${reason}\n`);
  const planners = plannersOf(planning, flags.planner);
  const settings = { ...planning.settings, seed: flags.seed, steps: flags.steps };
  const played: PlayedInstance[] = [];
  for (const [at, instance] of instances.entries()) {
    if (stderr.isTTY) stderr.write(`\r\u001B[K${at + 1} of ${instances.length}: ${instance.name}`);
    played.push(await playInstance(instance, planning.registry, planners, settings, () => performance.now()));
  }
  if (stderr.isTTY) stderr.write("\r\u001B[K");
  stdout.write(renderers[flags.format](played));
  if (flags.plot !== undefined) writePlot(flags.plot, leagueSvg(played));
  const isComplete = played.every(({ results }) => results.every(({ reason }) => reason === undefined));
  if (!isComplete) process.exitCode = exitCodes.negative;
}

/** Throws `CliError` where a folder cannot be listed or holds no instance. */
function allInstances({ instances: folders, seed }: BenchFlags): FoundInstances {
  if (folders.length === 0) return { instances: plantedInstances(seed), unread: [] };
  const instances: LeagueInstance[] = [];
  const unread: FoundInstances["unread"][number][] = [];
  for (const folder of folders) {
    const found = listed(folder);
    if (found.instances.length + found.unread.length === 0)
      throw new CliError(
        cliErrorCodes.badOption,
        `there is no instance in \`${folder}\`, expected QAPLIB files (\`.dat\`)`,
      );
    instances.push(...found.instances);
    unread.push(...found.unread);
  }
  return { instances, unread };
}

function listed(folder: string): FoundInstances {
  try {
    return findInstances(folder);
  } catch (error) {
    throw new CliError(
      cliErrorCodes.badOption,
      `cannot read the instances in \`${folder}\`: ${systemReason(error)}`,
      { cause: error },
    );
  }
}

/**
 * Planners of all stages optimise the policy's objective, which these instances do not have: they play when they are named. `keep` is the
 * baseline. Throws `CliError` for a name that is none of a planner that places VMs.
 */
function plannersOf({ registry }: Planning, names: readonly string[]): string[] {
  const placing = registry.list().filter(({ stage }) => stage === "placement" || stage === "all");
  const able = placing.map(({ name }) => name);
  const odd = names.find((name) => !able.includes(name));
  if (odd !== undefined)
    throw new CliError(
      cliErrorCodes.badOption,
      `\`--planner ${odd}\`: no planner of this name places VMs, expected one of ${able.map((name) => `\`${name}\``).join(", ")}`,
    );
  if (names.length > 0) return [...new Set(names)];
  return placing
    .filter(({ stage, name }) => stage === "placement" || name === "keep")
    .map(({ name }) => name);
}

function writePlot(file: string, svg: string): void {
  try {
    writeFileSync(file, svg);
  } catch (error) {
    throw new CliError(cliErrorCodes.fileUnwritable, `cannot write \`${file}\`: ${systemReason(error)}`, {
      cause: error,
    });
  }
}

function wholeNumber(option: string): (text: string) => number {
  return (text) => {
    if (!/^\d{1,15}$/.test(text))
      throw new CliError(cliErrorCodes.badOption, `\`${option} ${text}\` is not a whole number`);
    return Number(text);
  };
}

function collect(text: string, sofar: readonly string[]): string[] {
  return [...sofar, text];
}
