// Turns whatever a command threw into one sentence and an exit code; never a stack trace for what a user can mend.
import { exitCodes } from "./exit-codes.ts";

export interface Explained {
  readonly message: string;
  readonly exitCode: number;
}

/** Errors with a `VNET_ERR_…` code speak for themselves; anything else is a defect and keeps its stack under VNET_DEBUG. */
export function explainFailure(error: unknown): Explained {
  if (!(error instanceof Error)) return { message: String(error), exitCode: exitCodes.couldNotRun };
  if (hasOwnCode(error)) {
    const exitCode = "exitCode" in error && typeof error.exitCode === "number" ? error.exitCode : undefined;
    return { message: error.message, exitCode: exitCode ?? exitCodes.couldNotRun };
  }
  const detail = process.env["VNET_DEBUG"] ? (error.stack ?? error.message) : error.message;
  return {
    message: `this is a defect in vnet, please report it: ${detail} (VNET_DEBUG=1 shows where)`,
    exitCode: exitCodes.couldNotRun,
  };
}

function hasOwnCode(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && error.code.startsWith("VNET_ERR_");
}
