// What happens to frames and markers at the daemon that runs their VM: delivered, or held until the marker of the old path has come.
import type { MacAddress } from "../ethernet/mac-address.ts";
import { decodeMarker } from "../wire/marker.ts";
import { FlowHolds, type ExpectedFlow, type HoldLimits, type Release } from "./flow-holds.ts";
import type { FrameInHand } from "./frame-in-hand.ts";
import type { FrameTally } from "./frame-tally.ts";
import type { Outlets } from "./outlets.ts";

/** Called after the batch that caused it has been sent on. `epoch` is the one that moves the flow. */
export interface ArrivalCallbacks {
  /** A marker has come for a VM of this daemon: the flow's old path is empty. */
  marker?(epoch: number, source: MacAddress, destination: MacAddress): void;
  /** A flow was released before its marker came; its order may be broken. */
  markerTimeout?(epoch: number, source: MacAddress, destination: MacAddress): void;
}

export interface ArrivalsOptions {
  readonly outlets: Outlets;
  readonly tally: FrameTally;
  readonly limits: HoldLimits;
  readonly on: ArrivalCallbacks;
  now(): number;
}

export class Arrivals {
  readonly #options: ArrivalsOptions;
  readonly #holds: FlowHolds;
  #announcements: (() => void)[] = [];

  constructor(options: ArrivalsOptions) {
    this.#options = options;
    this.#holds = new FlowHolds(options.limits);
  }

  /** Replaces what was expected for the epoch. */
  expect(epoch: number, flows: readonly ExpectedFlow[]): void {
    this.releaseEpoch(epoch);
    for (const flow of flows) this.#holds.expect(epoch, flow);
  }

  /** The epoch's markers are on their way from now on at the latest. */
  startClock(epoch: number): void {
    this.#holds.startClock(epoch, this.#options.now());
  }

  /** A frame or marker whose VM is here. */
  arrive(frame: FrameInHand): void {
    const { outlets, tally } = this.#options;
    const { epoch, source, destination, bytes, offset, length } = frame;
    if (frame.isMarker) this.#arriveMarker(frame);
    else if (!this.#holds.isEmpty && this.#holds.isHeld(epoch, source, destination)) {
      const view = bytes.subarray(offset, offset + length);
      if (frame.hasVirtioHeader) tally.drop("malformed");
      else if (!this.#holds.hold(epoch, source, destination, view, this.#options.now()))
        tally.drop("hold-overflow");
    } else {
      const port = outlets.ports.get(destination);
      if (port === undefined) tally.drop("no-rule");
      else outlets.deliver(port, frame);
    }
  }

  /** Delivers what was held for an epoch and holds nothing for it any more. */
  releaseEpoch(epoch: number): void {
    for (const release of this.#holds.releaseEpoch(epoch)) this.#deliver(release);
  }

  releaseOverdue(): void {
    if (this.#holds.isEmpty) return;
    for (const release of this.#holds.releaseOverdue(this.#options.now())) {
      this.#deliver(release);
      const { epoch, source, destination } = release;
      this.#announcements.push(() => this.#options.on.markerTimeout?.(epoch, source, destination));
    }
  }

  /** Makes the callbacks that are due. */
  announce(): void {
    if (this.#announcements.length === 0) return;
    const due = this.#announcements;
    this.#announcements = [];
    for (const call of due) call();
  }

  #arriveMarker({ bytes, offset, length }: FrameInHand): void {
    const marker = decodeMarker(bytes, offset, length);
    if (marker === undefined) {
      this.#options.tally.drop("malformed");
      return;
    }
    const { epoch, source, destination } = marker;
    const release = this.#holds.release(epoch, source, destination);
    if (release !== undefined) this.#deliver(release);
    this.#announcements.push(() => this.#options.on.marker?.(epoch, source, destination));
  }

  #deliver({ destination, frames }: Release): void {
    const { outlets, tally } = this.#options;
    const port = outlets.ports.get(destination);
    if (port === undefined) tally.drop("no-rule", frames.length);
    else for (const frame of frames) outlets.deliverBytes(port, frame, 0, frame.length);
  }
}
