// Traffic that cannot be read: missing, unreadable, foreign, broken from the start, without Ethernet frames, a table with a mistake; and recordings that cannot be written.

export const trafficErrorCodes = [
  "VNET_ERR_RECORDING_DAMAGED",
  "VNET_ERR_RECORDING_FOREIGN",
  "VNET_ERR_RECORDING_UNWRITABLE",
  "VNET_ERR_TRAFFIC_BROKEN",
  "VNET_ERR_TRAFFIC_EMPTY",
  "VNET_ERR_TRAFFIC_FOREIGN",
  "VNET_ERR_TRAFFIC_LINK_TYPE",
  "VNET_ERR_TRAFFIC_LIVE",
  "VNET_ERR_TRAFFIC_MISSING",
  "VNET_ERR_TRAFFIC_TABLE",
  "VNET_ERR_TRAFFIC_TOO_MUCH",
  "VNET_ERR_TRAFFIC_UNREADABLE",
] as const;
export type TrafficErrorCode = (typeof trafficErrorCodes)[number];

/** `message` is one sentence: lower-case start, no final full stop, the user's text in back-quotes. */
export class TrafficError extends Error {
  override readonly name = "TrafficError";
  readonly code: TrafficErrorCode;

  constructor(code: TrafficErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
