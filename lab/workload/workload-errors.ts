// The workload's broken-environment errors.

export const workloadErrorCodes = ["VNET_ERR_WORKLOAD_ENDED"] as const;
export type WorkloadErrorCode = (typeof workloadErrorCodes)[number];

/** `message` is one sentence: lower-case start, no final full stop. */
export class WorkloadError extends Error {
  override readonly name = "WorkloadError";
  readonly code: WorkloadErrorCode;

  constructor(code: WorkloadErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
