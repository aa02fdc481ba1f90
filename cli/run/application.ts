// What drives a run: something that sends frames into the VMs' ports, comes to an end, and says what came of it.
import type { TrafficTotal } from "../../engine/index.ts";
import type { RunEvent } from "../report/run-event.ts";
import type { RunRecord } from "./run-record.ts";

export interface Application {
  readonly description: string;
  /** An interruption is its ordinary end, after which it still has a result. */
  readonly isOpenEnded?: boolean;
  /** Begins to send. */
  start(): void;
  /** Iterations per second over the last second; undefined where there are no iterations. */
  speed(): number | undefined;
  /** Resolves when it has come to its end, or when the signal is aborted. */
  finished(signal: AbortSignal): Promise<void>;
  /** Sends nothing new, waits until what is under way has arrived, and gives the event that ends the run. */
  /** `totals`: what the engine knows of every pair now. */
  result(record: RunRecord, totals: () => readonly TrafficTotal[]): Promise<RunEvent>;
  /** Ends it, whatever it is doing. */
  close(): Promise<void>;
}
