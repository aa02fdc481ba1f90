// What is thrown when compiled rules break their contract: a fault of whoever made the compiled form, not of the policy's text.

/** An expression that is not of the profile although its operators are: a name that nothing binds, a fact that does not exist. */
export class LogicError extends Error {
  readonly code = "VNET_ERR_LOGIC";

  constructor(message: string) {
    super(message);
    this.name = "LogicError";
  }
}

/** A rule's firing that was settled twice, or is not of this rule book. */
export class FiringError extends Error {
  readonly code = "VNET_ERR_FIRING";

  constructor(message: string) {
    super(message);
    this.name = "FiringError";
  }
}
