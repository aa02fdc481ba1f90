// The loop of a simulated run: the engine's turns in simulated time, with what is given to the network in between.
import type { Engine } from "../engine.ts";
import type { SimulatedDataPlane } from "../simulated/simulated-data-plane.ts";
import type { Script } from "./script.ts";

export interface SimulatedRunOptions {
  readonly engine: Engine;
  readonly plane: SimulatedDataPlane;
  /** From one turn to the next, as often as daemons report; seconds. */
  readonly updateSeconds: number;
  /** What is given when, by time; takes effect at the turn that is due then. */
  readonly steps: Script["steps"];
  /** The last turn begins here at the latest; seconds. */
  readonly until: number;
  /**
   * Leaves out turns that would see nothing new: once nothing has changed for as long as the inference can need to settle, the
   * next turn is so many seconds later, or when something is due. What a rule waits for by the clock alone may then come by so much
   * late. Default 0: every turn is taken.
   */
  readonly leapSeconds?: number;
  /** Called after each turn of the engine. */
  readonly look?: () => void;
}

/** Simulated time is a sum of steps and meets its marks only so closely, seconds. */
const sameMoment = 1e-6;

/** Settle times after which what the inference was unsure of is settled: one to see it, four until a union is declared. */
const quietSettleTimes = 6;

/** Answers the number of turns that the engine took. */
export async function simulatedRun(options: SimulatedRunOptions): Promise<number> {
  const { engine, plane, updateSeconds, steps, until, leapSeconds = 0, look = () => {} } = options;
  const quiet = new Quiet(engine, plane);
  await plane.during(engine.start(plane.now));
  let next = 0;
  let turns = 0;
  for (;;) {
    for (; next < steps.length && steps[next].at <= plane.now + sameMoment; next++)
      plane.give(steps[next].what);
    await plane.during(engine.tick(plane.now));
    turns += 1;
    look();
    if (plane.now >= until - sameMoment) return turns;
    const due = Math.min(until, steps[next]?.at ?? Infinity) - plane.now;
    const seconds = quiet.has(updateSeconds) ? Math.min(leapSeconds, due) : 0;
    plane.leap(Math.max(1, Math.floor(seconds / updateSeconds + sameMoment)));
  }
}

/** Since when neither rates nor what the engine makes of them have changed. */
class Quiet {
  readonly #engine: Engine;
  readonly #plane: SimulatedDataPlane;
  #since = 0;
  #seen: readonly unknown[] = [];

  constructor(engine: Engine, plane: SimulatedDataPlane) {
    this.#engine = engine;
    this.#plane = plane;
  }

  /** Whether it has been so for long enough. */
  has(updateSeconds: number): boolean {
    const { observation, windowSeconds } = this.#engine;
    const seen = [this.#plane.rateUpdates, observation?.epoch, observation?.changedAt, windowSeconds];
    if (seen.some((value, at) => value !== this.#seen[at])) this.#since = this.#plane.now;
    this.#seen = seen;
    return this.#plane.now - this.#since >= quietSettleTimes * (windowSeconds + updateSeconds);
  }
}
