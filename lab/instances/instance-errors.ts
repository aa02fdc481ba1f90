// A file of reference instances that is not what it says it is.

export class InstanceError extends Error {
  readonly code = "VNET_ERR_INSTANCE_FORMAT";

  constructor(message: string) {
    super(message);
    this.name = "InstanceError";
  }
}
