// Public face of the engine.
export { advise, type Advice, type AdviceOptions, type RuleAdvice } from "./advise/advise.ts";
export type { LimitUse } from "./advise/explain-limits.ts";
export type { LinkReason } from "./advise/explain-links.ts";
export type { MoveReason } from "./advise/explain-moves.ts";
export { TrafficReplay, type Replayed } from "./advise/replay-traffic.ts";
export { readSavedState, savedStateOf, type SavedState } from "./advise/saved-state.ts";
export type { Variant } from "./advise/variants.ts";
export { inferDefaults } from "../lang/ir/infer-defaults.ts";
export type {
  Applied,
  DataPlane,
  Moved,
  NetworkEvent,
  NetworkState,
  Refused,
  TrafficReport,
  Transition,
} from "./data-plane.ts";
export { closureEvaluator } from "./decide/compile-logic.ts";
export type { Evaluator } from "./decide/expression.ts";
export type { FactReading, FactSource, Value } from "./decide/fact-source.ts";
export { referenceEvaluator } from "./decide/reference-evaluator.ts";
export type { EngineEvent } from "./engine-event.ts";
export { Engine, type EngineOptions } from "./engine.ts";
export {
  ApplicationFollower,
  type FollowedApplication,
  type FollowOptions,
  type Moment,
} from "./infer/follow-application.ts";
export { Inference, type InferenceOptions, type Inferred } from "./infer/inference.ts";
export type {
  Application,
  ApplicationEvent,
  Direction,
  Edge,
  EdgeShift,
  Recognition,
  Shape,
} from "./model/application.ts";
export { buildNetwork } from "./model/build-network.ts";
export { formatMac, parseMac, type MacAddress } from "./model/mac-address.ts";
export type { Host, Link, Network, Vm } from "./model/network.ts";
export type { Observation } from "./model/observation.ts";
export { entriesOf, type SparseMatrix } from "./model/sparse-matrix.ts";
export { TrafficBatch } from "./observe/traffic-batch.ts";
export { TrafficWindow, type SentTotals, type TrafficTotal } from "./observe/traffic-window.ts";
export type { LinearProgram, LinearSolver, ProgramSolution } from "./plan/linear-program.ts";
export { describePlanner, type PlannerDescription } from "./plan/describe-planner.ts";
export type { Plan } from "./plan/plan.ts";
export type { Certificate, Planner } from "./plan/planner.ts";
export { PlannerRegistry } from "./plan/planner-registry.ts";
export type { Planning, StageReport } from "./plan/run-stages.ts";
export { builtInPlanners, defaultPlanners } from "./planners/built-in-planners.ts";
export { simulatedRun, type SimulatedRunOptions } from "./rehearsal/simulated-run.ts";
export { rehearseTest, type RehearsalOptions } from "./rehearsal/rehearse-test.ts";
export type { ExpectationVerdict, TestVerdict } from "./rehearsal/test-verdict.ts";
export type { ReadTraffic, TimedTraffic } from "./rehearsal/timed-traffic.ts";
export { BspProgram, type BspOptions } from "./simulated/bsp-program.ts";
export { BulkTransfer } from "./simulated/bulk-transfer.ts";
export {
  RequestResponse,
  type RequestResponseOptions,
  type RequestStep,
} from "./simulated/request-response.ts";
export type {
  ApplicationSurroundings,
  Cycle,
  Message,
  SimulatedApplication,
} from "./simulated/simulated-application.ts";
export {
  SimulatedDataPlane,
  type SimulatedGiven,
  type SimulationOptions,
} from "./simulated/simulated-data-plane.ts";
export { SteadyCycle } from "./simulated/steady-cycle.ts";
export type { PlanDiff } from "./verify/plan-diff.ts";
