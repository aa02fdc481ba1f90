// A cycle that is gone through over and over, as one flow whose parts rise together: the rates of many iterations on average.
import { unboundedBps, type Cycle, type RunningCycle } from "./simulated-application.ts";
import type { SimulatedCpu } from "./simulated-cpu.ts";
import type { FlowPart, Ground, SimulatedFlows } from "./simulated-flows.ts";
import type { Timeline } from "./timeline.ts";

/** The level of its flow is the rate of its largest message, so that this is what shares with other flows alike. */
export class CycleFlow implements RunningCycle {
  readonly #cycle: Cycle;
  readonly #timeline: Timeline;
  readonly #cpu: SimulatedCpu;
  readonly #flow: { remove(): void; refresh(): void };
  readonly #parts: readonly FlowPart[];
  readonly #bitsOfLargest: number;
  #perSecond = 0;
  #since: number;
  #counted = 0;

  constructor(cycle: Cycle, timeline: Timeline, cpu: SimulatedCpu, flows: SimulatedFlows) {
    const largest = Math.max(...cycle.messages.map(({ bytes }) => bytes));
    this.#cycle = { ...cycle, compute: cycle.compute.filter(({ cpuSeconds }) => cpuSeconds > 0) };
    this.#timeline = timeline;
    this.#cpu = cpu;
    this.#since = timeline.now;
    this.#bitsOfLargest = largest * 8;
    this.#parts = cycle.messages.map(({ from, to, bytes }) => ({ from, to, weight: bytes / largest }));
    this.#flow = flows.add({
      parts: this.#parts,
      others: this.#cycle.compute.map(({ vm }) => vm),
      limitBps: (ground) => this.#bitsOfLargest * this.#mostPerSecond(ground),
      changed: (levelBps) => this.#setPace(levelBps / this.#bitsOfLargest),
    });
  }

  count(): number {
    return this.#counted + this.#perSecond * (this.#timeline.now - this.#since);
  }

  readonly stop = (): void => {
    this.#setPace(0);
    this.#flow.remove();
  };

  #setPace(perSecond: number): void {
    this.#counted = this.count();
    this.#since = this.#timeline.now;
    for (const { vm, cpuSeconds } of this.#cycle.compute)
      this.#cpu.addSteady(vm, (perSecond - this.#perSecond) * cpuSeconds);
    this.#perSecond = perSecond;
  }

  /** What its users reach with the network to themselves, and what the CPUs allow. */
  #mostPerSecond(ground: Ground): number {
    const { users, pauseSeconds, order, compute } = this.#cycle;
    const computing = compute.map(({ vm, cpuSeconds }) => cpuSeconds / this.#cpu.shareOf(vm));
    const sending = this.#parts.map(
      ({ weight }, part) => (weight * this.#bitsOfLargest) / Math.min(ground.partBps(part), unboundedBps),
    );
    const seconds =
      order === "in turn"
        ? sumOf(computing) + sumOf(sending)
        : Math.max(0, ...computing) + Math.max(this.#bitsOfLargest / ground.aloneBps, ...sending);
    return compute.reduce(
      (most, { vm, cpuSeconds }) => Math.min(most, this.#cpu.capacityOf(vm) / cpuSeconds),
      users / (pauseSeconds + seconds),
    );
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
