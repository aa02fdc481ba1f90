// What keeps a plugin from being used at all, each with a code and one sentence.

export const pluginErrorCodes = {
  fileMissing: "VNET_ERR_PLUGIN_MISSING",
  fileKind: "VNET_ERR_PLUGIN_KIND",
  typeScript: "VNET_ERR_PLUGIN_TYPESCRIPT",
  load: "VNET_ERR_PLUGIN_LOAD",
} as const;

export type PluginErrorCode = (typeof pluginErrorCodes)[keyof typeof pluginErrorCodes];

export class PluginError extends Error {
  readonly code: PluginErrorCode;

  constructor(code: PluginErrorCode, message: string) {
    super(message);
    this.name = "PluginError";
    this.code = code;
  }
}
