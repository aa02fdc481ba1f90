// An application that goes through the same cycle all the time, on average: for networks so large that single messages would be too many.
import type {
  ApplicationSurroundings,
  Cycle,
  RunningCycle,
  SimulatedApplication,
} from "./simulated-application.ts";

export class SteadyCycle implements SimulatedApplication {
  readonly #cycle: Cycle;
  #running: RunningCycle | undefined;

  constructor(cycle: Cycle) {
    this.#cycle = cycle;
  }

  /** Cycles so far, a real number. */
  get count(): number {
    return this.#running?.count() ?? 0;
  }

  start(surroundings: ApplicationSurroundings): void {
    this.#running = surroundings.repeat(this.#cycle);
  }
}
