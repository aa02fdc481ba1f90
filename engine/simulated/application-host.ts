// Runs simulated applications: gives each its surroundings, and ends with it all that it has begun.
import { CycleFlow } from "./cycle-flow.ts";
import { Progress } from "./progress.ts";
import type { SimulatedCpu } from "./simulated-cpu.ts";
import {
  unboundedBps,
  type ApplicationSurroundings,
  type Message,
  type SimulatedApplication,
  type Stop,
} from "./simulated-application.ts";
import type { SimulatedFlows } from "./simulated-flows.ts";
import type { Timeline } from "./timeline.ts";

export class ApplicationHost {
  readonly #timeline: Timeline;
  readonly #cpu: SimulatedCpu;
  readonly #flows: SimulatedFlows;
  readonly #random: () => number;

  constructor(timeline: Timeline, cpu: SimulatedCpu, flows: SimulatedFlows, random: () => number) {
    this.#timeline = timeline;
    this.#cpu = cpu;
    this.#flows = flows;
    this.#random = random;
  }

  /** Starts an application; the returned function ends it. */
  run(application: SimulatedApplication): Stop {
    const begun = new Set<Stop>();
    const timeline = this.#timeline;
    /** `begin` is given what to call when it is over by itself. */
    const keep = (begin: (over: () => void) => Stop, done: () => void = () => {}): Stop => {
      const stop = (): void => {
        if (begun.delete(stop)) end();
      };
      const end = begin(() => {
        begun.delete(stop);
        done();
      });
      begun.add(stop);
      return stop;
    };
    const surroundings: ApplicationSurroundings = {
      get now() {
        return timeline.now;
      },
      random: this.#random,
      after: (seconds, done) => keep((over) => timeline.put(timeline.now + seconds, over), done),
      compute: (vm, cpuSeconds, done) => keep((over) => this.#cpu.compute(vm, cpuSeconds, over), done),
      send: (message, done) => keep((over) => this.#send(message, over), done),
      repeat: (cycle) => {
        const flow = new CycleFlow(cycle, timeline, this.#cpu, this.#flows);
        return { count: () => flow.count(), stop: keep(() => () => flow.stop()) };
      },
    };
    application.start(surroundings);
    return () => {
      for (const stop of begun) stop();
    };
  }

  #send({ from, to, bytes }: Message, over: () => void): Stop {
    const progress = new Progress(this.#timeline, bytes * 8, () => {
      flow.remove();
      over();
    });
    const flow = this.#flows.add({
      parts: [{ from, to, weight: 1 }],
      limitBps: () => unboundedBps,
      changed: (levelBps) => progress.setRate(levelBps),
    });
    return () => {
      progress.cancel();
      flow.remove();
    };
  }
}
