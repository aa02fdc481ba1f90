// Something that a plan must not do.
import type { LimitId, Origin } from "../../lang/ir/policy-ir.ts";

/** `limit` and `origin` are there when a limit of the policy is broken. `message`: lower case, user's names in back-quotes. */
export interface Violation {
  readonly message: string;
  readonly limit?: LimitId;
  readonly origin?: Origin;
}
