// Tells when an application whose topology stays begins to send more or less: as a whole, or on some of its edges.
import type { ApplicationEvent, Edge, EdgeShift } from "../model/application.ts";
import { entryAt, totalOf, type SparseMatrix } from "../model/sparse-matrix.ts";
import { hasLasted } from "./has-lasted.ts";
import { LevelShift } from "./level-shift.ts";

/** The largest part of a rate that can be told from none; keeps the logarithm finite. Own choice. */
const leastRateShare = 1e-3;

/** Samples of one moment: logarithms of rates. */
interface Sample {
  readonly total: number;
  readonly edges: Float64Array; // one per edge of the topology
}

/**
 * One sample per window, so that they share no traffic, and at the same point of an application whose period divides it; of the logarithm, so that twice and half as much are alike. After
 * an alarm one more window is awaited, so that all that shifts together is told together, and once; then what is usual
 * is learned anew.
 */
export class IntensityWatch {
  readonly #leastShift: number;
  #topology: readonly Edge[] = [];
  #total: LevelShift;
  #edges: readonly LevelShift[] = [];
  #sampledAt = -Infinity;
  #isAlarmed = false;

  /** `detect`: the least change that matters, as a share of the rate. */
  constructor(detect: number) {
    this.#leastShift = Math.log1p(detect);
    this.#total = new LevelShift(this.#leastShift);
  }

  /** Learns anew, for this topology; the first sample is taken one window after `now`. */
  restart(now: number, topology: readonly Edge[]): void {
    this.#topology = topology;
    this.#total = new LevelShift(this.#leastShift);
    this.#edges = topology.map(() => new LevelShift(this.#leastShift));
    this.#isAlarmed = false;
    this.#sampledAt = now;
  }

  /** Skips what the window holds now, because the topology is not what was declared. */
  skip(now: number): void {
    this.#isAlarmed = false;
    this.#sampledAt = now;
  }

  /** Takes the demand of the window that ends at `now`; an event when the intensity has shifted. */
  update(now: number, demand: SparseMatrix, windowSeconds: number): ApplicationEvent | undefined {
    if (!hasLasted(now - this.#sampledAt, windowSeconds) || this.#topology.length === 0) return undefined;
    this.#sampledAt = now;
    const sample = this.#sample(demand);
    if (this.#isAlarmed) {
      const event = this.#describe(now, sample);
      this.restart(now, this.#topology);
      return event;
    }
    this.#isAlarmed = this.#total.add(sample.total);
    for (const [edge, level] of this.#edges.entries())
      if (level.add(sample.edges[edge])) this.#isAlarmed = true;
    return undefined;
  }

  #sample(demand: SparseMatrix): Sample {
    const total = totalOf(demand);
    const least = (leastRateShare * total) / this.#topology.length || 1;
    const rates = this.#topology.map(({ a, b }) => entryAt(demand, a, b) + entryAt(demand, b, a));
    return {
      total: Math.log(Math.max(total, least)),
      edges: Float64Array.from(rates, (rate) => Math.log(Math.max(rate, least))),
    };
  }

  /** Undefined when what raised the alarm has passed. */
  #describe(now: number, sample: Sample): ApplicationEvent | undefined {
    const whole = sample.total - this.#total.mean;
    const edges: EdgeShift[] = [];
    for (const [edge, level] of this.#edges.entries()) {
      const shift = sample.edges[edge] - level.mean;
      if (level.isUnusual(sample.edges[edge]) && Math.abs(shift - whole) >= this.#leastShift)
        edges.push({ ...this.#topology[edge], ratio: Math.exp(shift) });
    }
    if (edges.length === 0 && !this.#total.isUnusual(sample.total)) return undefined;
    edges.sort((x, y) => Math.abs(Math.log(y.ratio)) - Math.abs(Math.log(x.ratio)));
    const beforeBps = Math.exp(this.#total.mean);
    return { kind: "intensity", at: now, beforeBps, afterBps: Math.exp(sample.total), edges };
  }
}
