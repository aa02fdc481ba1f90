// The `vnet` command: reads the arguments, runs one command, turns failures into one sentence and an exit code.
import { Command, CommanderError } from "commander";
import { commandTable } from "./command-table.ts";
import { exitCodes } from "./exit-codes.ts";
import { explainFailure } from "./explain-failure.ts";
import { endWithTerminal } from "./interrupt.ts";
import { watchOutput } from "./output.ts";
import { packageManifest } from "./package-root.ts";
import { tell } from "./tell.ts";

const program = new Command("vnet")
  .description("policy language and engine for adaptive overlays of virtual machines")
  .version(packageManifest().version, "-V, --version")
  .showHelpAfterError("(vnet --help lists the commands)")
  .exitOverride();

watchOutput();
try {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
  for (const [name, { summary, load }] of Object.entries(commandTable)) {
    const command = asked.includes(name) ? await load() : new Command(name); // for the list of commands, its name will do
    program.addCommand(command.description(summary).exitOverride());
  }
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.couldNotRun; // it has printed its message
  } else {
    const { message, exitCode } = explainFailure(error);
    tell("error", message);
    process.exitCode = exitCode;
  }
}
endWithTerminal();
