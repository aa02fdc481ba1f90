// Runs what a log is kept of: its first line and its last one, whether it ends by itself, by a signal or by a failure.
import { explainFailure } from "../explain-failure.ts";
import { packageManifest } from "../package-root.ts";
import type { Log } from "./log.ts";

/** What `run` answers is why it has ended. A failure is rethrown, unless nothing but JSON may be written: then it is an event, and the exit code is set. */
export async function logged(log: Log, run: () => Promise<string>): Promise<void> {
  const began = performance.now();
  const { version } = packageManifest();
  log.write("started", `vnet ${version} has started`, { version });
  try {
    const reason = await run();
    const seconds = (performance.now() - began) / 1000;
    const exitCode = Number(process.exitCode ?? 0);
    log.write("stopped", `stopped: ${reason}`, { reason, exitCode, seconds });
  } catch (error) {
    if (!log.isAllJson) throw error;
    const { message, exitCode } = explainFailure(error);
    process.exitCode = exitCode;
    log.write("failed", message, { code: codeOf(error), exitCode });
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("VNET_ERR_") ? code : "defect";
}
