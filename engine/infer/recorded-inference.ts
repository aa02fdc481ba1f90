// The inference on a recording's own time: its window follows the application where asked, and what stays the same for long is passed over.
import type { ApplicationEvent } from "../model/application.ts";
import type { SparseMatrix } from "../model/sparse-matrix.ts";
import { RecordedDemand } from "../observe/recorded-demand.ts";
import { AutomaticWindow } from "./automatic-window.ts";
import { Inference, type Inferred, type InferenceOptions } from "./inference.ts";

export interface RecordedInferenceOptions extends Pick<InferenceOptions, "detect" | "prune"> {
  /** How many machines there can be: the size of the matrices. */
  readonly memberCount: number;
  readonly updateSeconds: number;
  /** `auto`: at least two periods of a periodic application; there is no data plane whose time for a change could be measured. */
  readonly smoothSeconds: number | "auto";
  /** For how long silence is gone through step by step at least, seconds; default: as long as it changes what is inferred. */
  readonly silenceSeconds?: number;
  /** Is told of each step, at `now` seconds: the demand (bit/s, directed) of the window that ends then, and what that tells. */
  readonly step: (now: number, demand: SparseMatrix, inferred: Inferred) => void;
}

/** Of what stays the same, so many settle times are gone through: four until a union would be declared, and two in which that is held. */
const steadySettleTimes = 6;

/** The shares of an amount that comes in evenly. */
export interface EvenFlow {
  readonly pair: number;
  readonly bytes: number;
}

export class RecordedInference {
  readonly #options: RecordedInferenceOptions;
  readonly #automatic: AutomaticWindow | undefined;
  readonly #inference: Inference;
  readonly #demand: RecordedDemand;
  #windowSeconds: number;
  #busyAt = -Infinity; // the last step with any demand
  #passed = 0; // seconds of steady traffic that were passed over
  #changedAt = -Infinity; // on the recording's time
  /** What is added from here on needs `advance` first, seconds. */
  stepEnd: number;

  constructor(options: RecordedInferenceOptions) {
    const { memberCount, updateSeconds, smoothSeconds, detect, prune } = options;
    this.#options = options;
    this.#automatic = smoothSeconds === "auto" ? new AutomaticWindow(updateSeconds, NaN) : undefined;
    this.#windowSeconds = this.#automatic?.seconds ?? Number(smoothSeconds);
    this.#inference = new Inference({
      vmCount: memberCount,
      smoothSeconds: this.#windowSeconds,
      updateSeconds,
      pauseSeconds: this.#automatic?.pauseSeconds,
      detect,
      prune,
    });
    this.#demand = new RecordedDemand({
      memberCount,
      updateSeconds,
      windowSeconds: (now, bytes) => this.#resize(now, bytes),
      passSilence: (now, until) => this.#passSilence(now, until),
      step: (now, demand) => this.#step(now, demand),
    });
    this.stepEnd = this.#demand.stepEnd;
  }

  /** The number by which `add` knows a directed pair of machines. */
  pairOf(from: number, to: number): number {
    return this.#demand.pairOf(from, to);
  }

  /** Adds what came in before `stepEnd`. */
  add(pair: number, bytes: number): void {
    this.#demand.add(pair, bytes);
  }

  /** Closes all steps that end by `now` (seconds since the recording began), which must not go back. */
  advance(now: number): void {
    this.#demand.advance(now - this.#passed);
    this.stepEnd = this.#demand.stepEnd + this.#passed;
  }

  /** Adds what came in evenly from `from` until `until`. What it leads to is gone through; the rest of the time passes at once, as nothing changes any more. */
  addEvenly(from: number, until: number, flows: readonly EvenFlow[]): void {
    this.advance(from);
    const { updateSeconds } = this.#options;
    const settleSeconds = this.#windowSeconds + updateSeconds;
    const remembered = this.#automatic === undefined ? 0 : 4 * this.#automatic.pauseSeconds;
    const needed = remembered + steadySettleTimes * settleSeconds;
    const whole = Math.max(1, Math.ceil((until - from) / updateSeconds)); // steps
    const steps = Math.min(whole, Math.ceil(needed / updateSeconds));
    for (let step = 1; step <= steps; step++) {
      for (const { pair, bytes } of flows)
        this.add(pair, Math.floor((bytes / whole) * step) - Math.floor((bytes / whole) * (step - 1)));
      if (step < steps) this.advance(from + step * updateSeconds);
    }
    this.#passed += Math.max(0, until - from - steps * updateSeconds);
    this.advance(until);
  }

  /** Closes the step that is being filled: all has been added. */
  close(): void {
    this.#demand.close();
  }

  #resize(now: number, bytes: number): number {
    if (this.#automatic === undefined) return this.#windowSeconds;
    this.#windowSeconds = this.#automatic.update(now, bytes, NaN);
    this.#inference.setWindow(now, this.#windowSeconds);
    return this.#windowSeconds;
  }

  #passSilence(now: number, until: number): boolean {
    const { silenceSeconds = 0 } = this.#options;
    if (now - this.#busyAt < silenceSeconds || !this.#inference.isAtRest(now)) return false;
    return this.#automatic === undefined || this.#automatic.passSilence(now, until);
  }

  #step(now: number, demand: SparseMatrix): void {
    if (demand.value.length > 0) this.#busyAt = now;
    const { application, settled, events } = this.#inference.update(now, demand);
    const at = now + this.#passed;
    const told = events.map((event): ApplicationEvent => {
      if (event.kind !== "changed") return { ...event, at };
      this.#changedAt = event.application.changedAt + this.#passed;
      return { ...event, at, application: { ...event.application, changedAt: this.#changedAt } };
    });
    const inferred = { application: { ...application, changedAt: this.#changedAt }, settled, events: told };
    this.#options.step(at, demand, inferred);
  }
}
