// The `vnet` command: reads the arguments, runs one command, turns failures into one sentence and an exit code.
import { Command, CommanderError } from "commander";
import { compileCommand } from "./commands/compile.ts";
import { lintCommand } from "./commands/lint.ts";
import { runCommand } from "./commands/run.ts";
import { testCommand } from "./commands/test.ts";
import { exitCodes } from "./exit-codes.ts";
import { explainFailure } from "./explain-failure.ts";
import { plannerSignatures } from "./planning.ts";
import { packageVersion } from "./package-root.ts";

const program = new Command("vnet")
  .description("policy language and engine for adaptive overlays of virtual machines")
  .version(packageVersion(), "-V, --version")
  .showHelpAfterError("(vnet --help lists the commands)")
  .exitOverride();

for (const command of [
  runCommand(),
  testCommand(),
  lintCommand(plannerSignatures),
  compileCommand(plannerSignatures),
]) {
  program.addCommand(command.exitOverride());
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.couldNotRun; // it has printed its message
  } else {
    const { message, exitCode } = explainFailure(error);
    process.stderr.write(`error: ${message}\n`);
    process.exitCode = exitCode;
  }
}
