// What can keep a command from running at all, each with a code and a sentence for the user.

export const cliErrorCodes = {
  fileMissing: "VNET_ERR_FILE_MISSING",
  fileIsFolder: "VNET_ERR_FILE_IS_FOLDER",
  fileUnreadable: "VNET_ERR_FILE_UNREADABLE",
  fileNotText: "VNET_ERR_FILE_NOT_TEXT",
  fileTooLarge: "VNET_ERR_FILE_TOO_LARGE",
  fileUnwritable: "VNET_ERR_FILE_UNWRITABLE",
  temporaryFolder: "VNET_ERR_TEMPORARY_FOLDER",
  config: "VNET_ERR_CONFIG",
  badOption: "VNET_ERR_BAD_OPTION",
  trafficFile: "VNET_ERR_TRAFFIC_FILE",
  tokenFile: "VNET_ERR_TOKEN_FILE",
  proxyProcess: "VNET_ERR_PROXY_PROCESS",
  stateFile: "VNET_ERR_STATE_FILE",
} as const;

export type CliErrorCode = (typeof cliErrorCodes)[keyof typeof cliErrorCodes];

/** Ends a command; the message is one sentence without a full stop, the exit code that of "could not run". */
export class CliError extends Error {
  readonly code: CliErrorCode;
  readonly exitCode: number;

  constructor(code: CliErrorCode, message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "CliError";
    this.code = code;
    this.exitCode = options.exitCode ?? 2;
  }
}
