// The facts that only a test can read: what is carried now and before, and all moves so far.
import { chainFacts, type FactSource } from "../decide/fact-source.ts";

export interface TestMoment {
  readonly carriedBps: number;
  /** Just before the first adaptation; left out while there was none. */
  readonly carriedBeforeBps?: number;
  readonly moves: number;
}

/** In front of the engine's own facts. `throughput.before` is unknown until something has been adapted. */
export function testFacts(moment: TestMoment, engine: FactSource): FactSource {
  const own: FactSource = {
    read(name) {
      switch (name) {
        case "throughput":
          return moment.carriedBps;
        case "throughput.before":
          return moment.carriedBeforeBps;
        case "plan.moves":
          return moment.moves;
        default:
          return undefined;
      }
    },
  };
  return chainFacts(own, engine);
}
