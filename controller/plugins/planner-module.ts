// The planner in a module that somebody else has written: found, and looked at before anything is asked of it.
import type { Capability, Planner } from "../../engine/plan/planner.ts";
import { takeOptions, type OptionsSchema } from "../../lang/ir/option-schema.ts";
import type { Stated } from "./plugin-messages.ts";

/** Takes options, filled in with defaults; throws a sentence for those that it does not accept. */
export type TakeOptions = (given: Readonly<Record<string, unknown>>) => unknown;

export interface FoundPlanner {
  readonly stated: Stated;
  readonly takeOptions: TakeOptions;
  readonly create: Planner["create"];
}

type Form = Readonly<Record<string, unknown>>;

/** Throws a sentence for a module without a planner, or with one that says nonsense about itself. `module`: what was imported. */
export function findPlanner(module: Form): FoundPlanner {
  const planner = module["planner"] ?? module["default"];
  if (!isForm(planner))
    throw new TypeError("it exports no planner: expected `export const planner = { name, contract: 1, … }`");
  const { name, contract, stage, objective, supports } = planner;
  if (typeof name !== "string") throw new TypeError("its planner has no `name`");
  if (contract !== 1)
    throw new TypeError(`its planner states contract ${String(contract)}, expected \`contract: 1\``);
  const stages = ["placement", "topology", "forwarding", "all"] as const;
  const found = stages.find((known) => known === stage);
  if (found === undefined)
    throw new TypeError(
      `its planner states the stage \`${String(stage)}\`, expected one of ${stages.join(", ")}`,
    );
  if (typeof objective !== "string" || objective === "")
    throw new TypeError("its planner does not say what it optimises: expected `objective` in words");
  if (!Array.isArray(supports) || !supports.every((each) => typeof each === "string"))
    throw new TypeError("its planner does not say what it supports: expected `supports`, a list of words");
  if (typeof planner["create"] !== "function")
    throw new TypeError("its planner cannot be run: expected `create(options)`, which gives a function");
  return {
    stated: {
      name,
      contract,
      stage: found,
      objective,
      supports: supports as Capability[], // one that nobody knows is never asked for
      options: schemaOf(planner["options"]),
    },
    takeOptions: takerOf(planner["options"]),
    create: (options) => (planner as unknown as Planner).create(options),
  };
}

/** As JSON Schema: what is one already, or a zod type, whichever copy of zod it comes from. */
function schemaOf(options: unknown): unknown {
  if (options === undefined) return {};
  if (!isForm(options)) throw new TypeError("its planner's `options` are neither JSON Schema nor a zod type");
  if (typeof options["safeParse"] !== "function") return JSON.parse(JSON.stringify(options));
  const { toJSONSchema } = options;
  if (typeof toJSONSchema !== "function")
    throw new TypeError(
      "its planner's `options` come from a zod before 4.2, which cannot state them as JSON Schema",
    );
  return JSON.parse(JSON.stringify(toJSONSchema.call(options, { io: "input", unrepresentable: "any" })));
}

function takerOf(options: unknown): TakeOptions {
  if (isForm(options) && typeof options["safeParse"] === "function") {
    const schema = options as unknown as Planner["options"];
    return (given) => {
      const { data, error } = schema.safeParse(given);
      if (error === undefined) return data;
      throw new TypeError(
        error.issues.map(({ path, message }) => `\`${path.join(".")}\` ${message}`).join("; "),
      );
    };
  }
  const { properties = {}, required = [] } = (options ?? {}) as Partial<OptionsSchema>;
  return (given) => {
    const taken = takeOptions({ properties, required }, given);
    if ("fault" in taken) throw new TypeError(`\`${taken.name}\` ${taken.fault}`);
    return taken.options;
  };
}

function isForm(value: unknown): value is Form {
  return typeof value === "object" && value !== null;
}
