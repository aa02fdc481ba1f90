// Why the system refused something, in its own words and without its codes and calls.
import { getSystemErrorMap } from "node:util";

/** `no space left on device`; of what is no system error, its message. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const number = "errno" in error && typeof error.errno === "number" ? error.errno : 0;
  return getSystemErrorMap().get(number)?.[1] ?? error.message;
}
