// Captures that cannot be replayed: missing, unreadable, foreign, broken from the start, without Ethernet frames.

export const replayErrorCodes = [
  "VNET_ERR_CAPTURE_BROKEN",
  "VNET_ERR_CAPTURE_EMPTY",
  "VNET_ERR_CAPTURE_FOREIGN",
  "VNET_ERR_CAPTURE_LINK_TYPE",
  "VNET_ERR_CAPTURE_MISSING",
  "VNET_ERR_CAPTURE_UNREADABLE",
] as const;
export type ReplayErrorCode = (typeof replayErrorCodes)[number];

/** `message` is one sentence: lower-case start, no final full stop, the user's text in back-quotes. */
export class ReplayError extends Error {
  override readonly name = "ReplayError";
  readonly code: ReplayErrorCode;

  constructor(code: ReplayErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
