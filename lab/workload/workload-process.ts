// The VMs of a workload at work, all of them or those of one process: their programs, the frames between them, and the ledger of what became of these.
import { FrameSlabReader, FrameSlabWriter } from "../../dataplane/ethernet/frame-slab.ts";
import { BspApplication } from "./bsp-application.ts";
import { FlowLedger, type LedgerReport } from "./flow-ledger.ts";
import { IterationBarrier } from "./iteration-timeline.ts";
import type { After } from "./timer.ts";
import { WindowedFlow } from "./windowed-flow.ts";
import {
  decodeWorkloadFrame,
  encodeWorkloadFrame,
  frameKinds,
  type FrameKind,
  type WorkloadFrame,
} from "./workload-frame.ts";
import type { FlowOptions, WorkloadOptions } from "./workload-options.ts";

/** What the frames of a run came to; `stalled`: waits and frames that the programs gave up. */
export interface Ledger extends LedgerReport {
  readonly stalled: number;
}

export interface WorkloadSurroundings {
  readonly after: After;
  /** Takes frames that a VM sends; the slab is the taker's. */
  send(vm: number, slab: Uint8Array<ArrayBuffer>): void;
  /** The last VM has finished an iteration. */
  iterationComplete(): void;
}

const partBytes = 1400; // of UDP payload: fits an MTU of 1500 with room for a tunnel's headers
const stallSeconds = 2; // implementation choice: far beyond any delay of the demo
const quiesceSeconds = 2;
const lingerSeconds = 0.1; // after the last arrival: second copies, if there are any, may come by another way
const messageStart = { subject: 0, part: 0, parts: 1 };

export class WorkloadProcess {
  readonly #options: WorkloadOptions;
  readonly #surroundings: WorkloadSurroundings;
  readonly #ledger: FlowLedger;
  readonly #outboxes: readonly FrameSlabWriter[];
  readonly #programs = new Map<number, BspApplication>(); // by VM
  readonly #flow: WindowedFlow | undefined;
  #whenQuiet: (() => void) | undefined;

  constructor(options: WorkloadOptions, surroundings: WorkloadSurroundings) {
    this.#options = options;
    this.#surroundings = surroundings;
    const hosted = options.hosted && new Set(options.hosted);
    const isHere = (vm: number): boolean => hosted?.has(vm) ?? true;
    this.#ledger = new FlowLedger(options.vms.length, isHere);
    this.#outboxes = options.vms.map(() => new FrameSlabWriter());
    const here = options.ring.flatMap((vm, position) => (isHere(vm) ? [{ vm, position }] : []));
    const barrier = new IterationBarrier(here.length);
    here.forEach(({ vm, position }, index) => {
      this.#programs.set(
        vm,
        this.#createProgram(vm, position, () => barrier.finish(index)),
      );
    });
    if (options.flow && isHere(options.flow.from)) this.#flow = this.#createFlow(options.flow);
  }

  start(): void {
    for (const program of this.#programs.values()) program.start();
    this.#flow?.start();
    this.#flush();
  }

  /** Frames have come for a VM. The slab is only read. */
  receive(vm: number, slab: Uint8Array): void {
    const reader = new FrameSlabReader(slab);
    while (reader.next()) {
      const frame = decodeWorkloadFrame(slab, reader.offset, reader.length);
      if (frame?.to === vm && this.#ledger.arrive(frame.from, vm, frame.sequence, frame.start))
        this.#deliver(frame);
    }
    this.#flush();
    if (this.#ledger.outstanding === 0) this.#whenQuiet?.();
  }

  /** Begins nothing new; what is under way is left unfinished. */
  stop(): void {
    for (const program of this.#programs.values()) program.stop();
    this.#flow?.stop();
  }

  /** What the frames came to so far. */
  ledger(): Ledger {
    let stalled = this.#flow?.stalled ?? 0;
    for (const program of this.#programs.values()) stalled += program.stalled;
    return { ...this.#ledger.report(), stalled };
  }

  /** Begins nothing new and answers once everything under way has arrived, at the latest after 2 s. */
  quiesce(): Promise<Ledger> {
    this.stop();
    return new Promise((resolve) => {
      const answer = (): void => {
        cancelDeadline();
        cancelLinger();
        resolve(this.ledger());
      };
      let cancelLinger = (): void => {};
      const cancelDeadline = this.#surroundings.after(quiesceSeconds, answer);
      this.#whenQuiet = () => {
        this.#whenQuiet = undefined;
        cancelLinger = this.#surroundings.after(lingerSeconds, answer);
      };
      if (this.#ledger.outstanding === 0) this.#whenQuiet();
    });
  }

  /** `finish` answers whether an iteration is complete with it. */
  #createProgram(vm: number, position: number, finish: () => boolean): BspApplication {
    const { ring, computeSeconds, messageBytes, hosted } = this.#options;
    const beside = [ring.at(position - 1), ring[(position + 1) % ring.length]];
    return new BspApplication({
      neighbours: [...new Set(beside)].filter((other) => other !== undefined && other !== vm) as number[],
      computeSeconds,
      stallSeconds,
      catchesUp: hosted !== undefined,
      after: (seconds, callback) => this.#after(seconds, callback),
      send: (to, iteration) => this.#sendMessage(vm, to, iteration, messageBytes),
      finished: () => {
        if (finish()) this.#surroundings.iterationComplete();
      },
    });
  }

  #createFlow(flow: FlowOptions): WindowedFlow {
    return new WindowedFlow({
      windowFrames: flow.windowFrames,
      stallSeconds,
      after: (seconds, callback) => this.#after(seconds, callback),
      send: () => this.#send(flow.from, flow.to, frameKinds.data, flow.payloadBytes, messageStart),
    });
  }

  /** A timer whose callback's frames are sent at its end. */
  #after(seconds: number, callback: () => void): () => void {
    return this.#surroundings.after(seconds, () => {
      callback();
      this.#flush();
    });
  }

  #deliver({ kind, from, to, sequence, subject, part, parts }: WorkloadFrame): void {
    if (kind === frameKinds.exchange) this.#programs.get(to)?.receive(from, subject, part, parts);
    else if (kind === frameKinds.data)
      this.#send(to, from, frameKinds.acknowledgement, 0, { ...messageStart, subject: sequence });
    else this.#flow?.acknowledge(subject);
  }

  #sendMessage(from: number, to: number, iteration: number, messageBytes: number): void {
    const parts = Math.max(1, Math.ceil(messageBytes / partBytes));
    for (let part = 0; part < parts; part++) {
      const payloadBytes = Math.min(partBytes, messageBytes - part * partBytes);
      this.#send(from, to, frameKinds.exchange, payloadBytes, { subject: iteration, part, parts });
    }
  }

  #send(
    from: number,
    to: number,
    kind: FrameKind,
    payloadBytes: number,
    message: { subject: number; part: number; parts: number },
  ): number {
    const { vms, start = 0 } = this.#options;
    const sequence = this.#ledger.send(from, to);
    const frame = { from, to, start, sequence, kind, ...message };
    this.#outboxes[from].append(encodeWorkloadFrame(frame, vms[from], vms[to], payloadBytes));
    return sequence;
  }

  #flush(): void {
    this.#outboxes.forEach((outbox, vm) => {
      if (outbox.frames === 0) return;
      const slab = outbox.view().slice();
      outbox.clear();
      this.#surroundings.send(vm, slab);
    });
  }
}
