// What the workload sent and what arrived of it, per directed flow, from the sequence numbers at both ends.
import { ArrivalLedger } from "./arrival-ledger.ts";

/**
 * One directed flow: all frames from one VM to another. Frames; `lost` = sent and not arrived when the ledger was closed.
 * Of a flow with one end here, `lost` is what the receiver has seen to be missing, and 0 at the sender.
 */
export interface FlowCount {
  readonly from: number;
  readonly to: number;
  readonly sent: number;
  readonly received: number; // each sequence number once
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
}

/** The flows in the order in which they began, and their sums. */
export interface LedgerReport {
  readonly flows: readonly FlowCount[];
  readonly framesSent: number;
  readonly framesReceived: number;
  readonly framesLost: number;
  readonly framesDuplicated: number;
  readonly framesReordered: number;
}

interface Flow {
  readonly from: number;
  readonly to: number;
  sent: number;
  readonly arrivals: ArrivalLedger;
}

export class FlowLedger {
  readonly #flows = new Map<number, Flow>();
  readonly #vmCount: number;
  readonly #isHere: (vm: number) => boolean;
  #sent = 0;
  #received = 0;

  /** `isHere`: whether a VM runs in this process; left out: all do. */
  constructor(vmCount: number, isHere: (vm: number) => boolean = () => true) {
    this.#vmCount = vmCount;
    this.#isHere = isHere;
  }

  /** Frames sent from here to here that have not arrived. */
  get outstanding(): number {
    return this.#sent - this.#received;
  }

  /** Counts a frame as sent and answers its sequence number: 0, 1, … per flow. */
  send(from: number, to: number): number {
    const flow = this.#flowOf(from, to);
    if (this.#isHere(to)) this.#sent++;
    return flow.sent++;
  }

  /** Counts an arrival; false for a number that was never sent, or in an earlier start of the sender: it counts nowhere. */
  arrive(from: number, to: number, sequence: number, start: number): boolean {
    if (!this.#isHere(from)) return this.#flowOf(from, to).arrivals.arrive(sequence, start);
    const flow = this.#flows.get(from * this.#vmCount + to);
    if (flow === undefined || sequence >= flow.sent) return false;
    const before = flow.arrivals.received;
    const counted = flow.arrivals.arrive(sequence, start);
    this.#received += flow.arrivals.received - before;
    return counted;
  }

  report(): LedgerReport {
    const flows = [...this.#flows.values()].map(({ from, to, sent, arrivals }): FlowCount => {
      const { received, missed, duplicated, reordered } = arrivals.count();
      const lost = this.#isHere(from) && this.#isHere(to) ? sent - received : missed;
      return { from, to, sent, received, lost, duplicated, reordered };
    });
    const sum = (count: (flow: FlowCount) => number): number =>
      flows.reduce((total, flow) => total + count(flow), 0);
    return {
      flows,
      framesSent: sum((flow) => flow.sent),
      framesReceived: sum((flow) => flow.received),
      framesLost: sum((flow) => flow.lost),
      framesDuplicated: sum((flow) => flow.duplicated),
      framesReordered: sum((flow) => flow.reordered),
    };
  }

  #flowOf(from: number, to: number): Flow {
    const key = from * this.#vmCount + to;
    let flow = this.#flows.get(key);
    if (flow === undefined) {
      flow = { from, to, sent: 0, arrivals: new ArrivalLedger() };
      this.#flows.set(key, flow);
    }
    return flow;
  }
}
