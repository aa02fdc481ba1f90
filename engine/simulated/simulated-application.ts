// The seam of simulated applications: what one is given to live on, and how it is started.

/** What one message gets at most, where the network does not bound it: within a host, and over paths of unknown rate. Bit/s; own choice. */
export const unboundedBps = 10e9;

/** Stops what it belongs to; again it does nothing. */
export type Stop = () => void;

/** One message, octets > 0. */
export interface Message {
  readonly from: number; // VM
  readonly to: number; // another VM
  readonly bytes: number;
}

/** Whatever an application begins ends with it. Times in simulated seconds; `done` runs at the moment when something is over. */
export interface ApplicationSurroundings {
  readonly now: number;
  /** Uniform in [0, 1), from the simulation's seed. */
  readonly random: () => number;
  after(seconds: number, done: () => void): Stop;
  /** Has a VM compute; takes longer where its host leaves it less, and stands still while it is away. */
  compute(vm: number, cpuSeconds: number, done: () => void): Stop;
  /** Sends as fast as the network carries it (max-min fair); stands still while there is no way. `bytes` Infinity: for ever. */
  send(message: Message, done: () => void): Stop;
  /** Goes through a cycle over and over, on average: rates change only with the network. */
  repeat(cycle: Cycle): RunningCycle;
}

/**
 * What many iterations or requests do on average. Cycles per second are what `users` of them side by side reach at the speed of one that
 * has the network alone, or less, where the network's fair share of the messages, or the CPU of a VM, is used up: an upper bound of
 * what the same cycle does message by message, and next to it where one of the bounds is well below the others.
 */
export interface Cycle {
  readonly messages: readonly Message[]; // at least one
  readonly compute: readonly { readonly vm: number; readonly cpuSeconds: number }[];
  /** Whether all compute, then all messages are sent (BSP), or one thing follows the other (request, response). */
  readonly order: "together" | "in turn";
  /** Beside computing and sending: think time. */
  readonly pauseSeconds: number;
  readonly users: number; // ≥ 1
}

export interface RunningCycle {
  /** Cycles so far, a real number. */
  count(): number;
  stop: Stop;
}

export interface SimulatedApplication {
  /** Called once. */
  start(surroundings: ApplicationSurroundings): void;
}
