// Which planner does which stage of an action.
import type { Planner } from "./planner.ts";
import type { PlannerRegistry } from "./planner-registry.ts";

export const stages = ["placement", "topology", "forwarding"] as const;
export type SingleStage = (typeof stages)[number];

/** The part of a rule's action that says how to plan. */
export interface PlanAction {
  readonly do: "adapt" | "migrate" | "connect" | "forward";
  readonly using?: string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The planner of each stage that an action does not name. */
export type StagePlanners = Readonly<Record<SingleStage, string>>;

/** The same by size: for each stage the first whose `vms` are enough counts; the last has Infinity. */
export type SizedDefaults = Readonly<
  Record<SingleStage, readonly { readonly vms: number; readonly planner: string }[]>
>;

export type StageDefaults = StagePlanners | SizedDefaults;

/** The planners that serve a network of so many VMs. */
export function defaultsFor(defaults: StageDefaults, vms: number): StagePlanners {
  const of = (stage: SingleStage): string => {
    const choice = defaults[stage];
    return typeof choice === "string" ? choice : (choice.find((one) => vms <= one.vms)?.planner ?? "keep");
  };
  return { placement: of("placement"), topology: of("topology"), forwarding: of("forwarding") };
}

/** One planner to run; what it proposes counts for `stage` alone, or for all of them. */
export interface StageCall {
  readonly stage: SingleStage | "all";
  readonly planner: string;
  readonly options: unknown;
}

const stageOfVerb = { migrate: "placement", connect: "topology", forward: "forwarding" } as const;

/**
 * `adapt` calls all three stages in order; `migrate`, `connect`, `forward` one each. `using` may name a planner of one
 * stage, which then does its stage, or one of stage `all`: in `adapt` it does everything, elsewhere the part that the
 * verb asks for. Options belong to the planner that `using` names, else to the one stage of the verb.
 */
export function assignStages(
  action: PlanAction,
  registry: PlannerRegistry,
  defaults: StagePlanners,
): readonly StageCall[] | { readonly reason: string } {
  const { using, options } = action;
  const named = using === undefined ? undefined : registry.get(using);
  if (using !== undefined && named === undefined) return { reason: `there is no planner \`${using}\`` };
  return action.do === "adapt"
    ? assignAll(named, options, defaults)
    : assignOne(action.do, named, options, defaults);
}

function assignAll(
  named: Planner | undefined,
  options: PlanAction["options"],
  defaults: StagePlanners,
): readonly StageCall[] | { readonly reason: string } {
  if (named?.stage === "all") return [{ stage: "all", planner: named.name, options }];
  if (named === undefined && Object.keys(options).length > 0)
    return { reason: "`adapt` with options must name the planner that they are for: `adapt using …`" };
  return stages.map((stage) =>
    named?.stage === stage
      ? { stage, planner: named.name, options }
      : { stage, planner: defaults[stage], options: {} },
  );
}

function assignOne(
  verb: keyof typeof stageOfVerb,
  named: Planner | undefined,
  options: PlanAction["options"],
  defaults: StagePlanners,
): readonly StageCall[] | { readonly reason: string } {
  const stage = stageOfVerb[verb];
  if (named !== undefined && named.stage !== "all" && named.stage !== stage)
    return { reason: `\`${named.name}\` plans ${named.stage}, so it cannot serve \`${verb}\`` };
  return [{ stage, planner: named?.name ?? defaults[stage], options }];
}
