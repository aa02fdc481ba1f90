// Planners by name: built-in ones and those of plugins. What a planner states about itself is checked here, before any run.
import { PlannerError } from "./planner-errors.ts";
import type { Planner } from "./planner.ts";

/** The version of the planner contract that this engine speaks. */
const contract: number = 1;

export class PlannerRegistry {
  readonly #planners = new Map<string, Planner>();

  /** Throws `PlannerError` for a contract that is not spoken here, a malformed name, a name given twice. */
  constructor(planners: Iterable<Planner>) {
    for (const planner of planners) this.register(planner);
  }

  register(planner: Planner): void {
    const { name } = planner;
    if (planner.contract !== contract) {
      const found = String(planner.contract);
      throw new PlannerError(
        "VNET_ERR_PLANNER_CONTRACT",
        `planner \`${name}\` states contract ${found}, expected ${contract}`,
      );
    }
    if (!/^[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*$/.test(name))
      throw new PlannerError("VNET_ERR_PLANNER_NAME", `\`${name}\` is not a name that a policy could write`);
    if (this.#planners.has(name))
      throw new PlannerError("VNET_ERR_PLANNER_NAME", `two planners are called \`${name}\``);
    this.#planners.set(name, planner);
  }

  get(name: string): Planner | undefined {
    return this.#planners.get(name);
  }

  /** All planners, by name. */
  list(): readonly Planner[] {
    return [...this.#planners.values()].sort((x, y) => (x.name < y.name ? -1 : 1));
  }
}
