// Broken contracts of planners: what a caller cannot go on from.

export type PlannerErrorCode =
  | "VNET_ERR_PLANNER_NAME" // a planner's name is malformed or already registered
  | "VNET_ERR_PLANNER_CONTRACT" // a planner states a contract version that this engine does not speak
  | "VNET_ERR_PLANNER_FAILED"; // a planner that another one called gave no answer

export class PlannerError extends Error {
  readonly code: PlannerErrorCode;

  constructor(code: PlannerErrorCode, message: string) {
    super(message);
    this.name = "PlannerError";
    this.code = code;
  }
}
