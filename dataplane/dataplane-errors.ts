// The data plane's broken-environment errors: one code per cause, explained in `dataplane-errors.md`.

export const dataplaneErrorCodes = [
  "VNET_ERR_CALL_TIMEOUT",
  "VNET_ERR_CONTROL_LOST",
  "VNET_ERR_CONTROLLER_UNREACHABLE",
  "VNET_ERR_DAEMON_MISSING",
  "VNET_ERR_HELLO_REFUSED",
  "VNET_ERR_LINK_LATE",
  "VNET_ERR_LISTEN",
  "VNET_ERR_PLANE_STOPPED",
  "VNET_ERR_PORT_TAKEN",
  "VNET_ERR_PROTOCOL_VERSION",
  "VNET_ERR_REQUEST_REFUSED",
  "VNET_ERR_TOKEN_FILE",
] as const;

export type DataplaneErrorCode = (typeof dataplaneErrorCodes)[number];

/** `message` is one sentence: lower-case start, no final full stop, the user's text in back-quotes. */
export class DataplaneError extends Error {
  override readonly name = "DataplaneError";
  readonly code: DataplaneErrorCode;

  constructor(code: DataplaneErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** What a thrown value says, as one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s*\n\s*/g, " ");
}
