// Frames of moved flows that reached their destination before the marker of their old path: held, so that order is kept.
import type { MacAddress } from "../ethernet/mac-address.ts";
import { pairKey } from "./mac-pair.ts";

/** One directed pair of VMs. */
export interface Flow {
  readonly source: MacAddress;
  readonly destination: MacAddress;
}

/** A flow whose marker will come; `byStar`: its new path is the star, so its new frames carry epoch 0. */
export interface ExpectedFlow extends Flow {
  readonly byStar?: boolean;
}

/** Octets and seconds; a frame over either bound in octets is dropped, at the bound in time the flow is released. */
export interface HoldLimits {
  readonly flowBytes: number;
  readonly totalBytes: number;
  readonly seconds: number;
}

/** Implementation choice. */
export const defaultHoldLimits: HoldLimits = { flowBytes: 1 << 20, totalBytes: 4 << 20, seconds: 1 };

/** What was held for a flow, in order of arrival. */
export interface Release extends Flow {
  readonly epoch: number;
  readonly frames: readonly Uint8Array[];
}

interface Hold extends Flow {
  readonly epoch: number; // of the transition that moves the flow
  readonly stamp: number; // what its new frames carry
  readonly frames: Uint8Array[];
  bytes: number;
  deadline: number; // Infinity until something is held or the clock is started
}

export class FlowHolds {
  readonly #limits: HoldLimits;
  readonly #holds = new Map<number, Hold[]>(); // by pairKey
  #bytes = 0;

  constructor(limits: HoldLimits) {
    this.#limits = limits;
  }

  /** No flow waits for a marker: the usual case, to be asked first. */
  get isEmpty(): boolean {
    return this.#holds.size === 0;
  }

  expect(epoch: number, { source, destination, byStar }: ExpectedFlow): void {
    const key = pairKey(source, destination);
    const hold: Hold = {
      source,
      destination,
      epoch,
      stamp: byStar === true ? 0 : epoch,
      frames: [],
      bytes: 0,
      deadline: Infinity,
    };
    const others = this.#holds.get(key);
    if (others === undefined) this.#holds.set(key, [hold]);
    else others.push(hold);
  }

  /** Whether a frame of this flow with this stamp has to wait. */
  isHeld(stamp: number, source: MacAddress, destination: MacAddress): boolean {
    return this.#find(source, destination, (hold) => hold.stamp === stamp) !== undefined;
  }

  /** The markers of this epoch are due from now on, whether or not something is held. */
  startClock(epoch: number, nowSeconds: number): void {
    const deadline = nowSeconds + this.#limits.seconds;
    for (const holds of this.#holds.values())
      for (const hold of holds) if (hold.epoch === epoch) hold.deadline = Math.min(hold.deadline, deadline);
  }

  /** Keeps a copy of a frame that `isHeld`; answers false when there is no room for it. */
  hold(
    stamp: number,
    source: MacAddress,
    destination: MacAddress,
    frame: Uint8Array,
    nowSeconds: number,
  ): boolean {
    const hold = this.#find(source, destination, (each) => each.stamp === stamp);
    if (hold === undefined) return false;
    const { flowBytes, totalBytes, seconds } = this.#limits;
    if (hold.bytes + frame.length > flowBytes || this.#bytes + frame.length > totalBytes) return false;
    hold.deadline = Math.min(hold.deadline, nowSeconds + seconds);
    hold.frames.push(frame.slice());
    hold.bytes += frame.length;
    this.#bytes += frame.length;
    return true;
  }

  /** The marker of this flow has come: ends its hold. */
  release(epoch: number, source: MacAddress, destination: MacAddress): Release | undefined {
    const hold = this.#find(source, destination, (each) => each.epoch === epoch);
    return hold && this.#end(hold);
  }

  /** Ends the holds of an epoch. */
  releaseEpoch(epoch: number): readonly Release[] {
    return this.#endWhere((hold) => hold.epoch === epoch);
  }

  /** Ends the holds that have waited too long. */
  releaseOverdue(nowSeconds: number): readonly Release[] {
    return this.#endWhere((hold) => hold.deadline <= nowSeconds);
  }

  #find(source: MacAddress, destination: MacAddress, is: (hold: Hold) => boolean): Hold | undefined {
    return this.#holds
      .get(pairKey(source, destination))
      ?.find((hold) => hold.source === source && hold.destination === destination && is(hold));
  }

  #endWhere(is: (hold: Hold) => boolean): readonly Release[] {
    return [...this.#holds.values()].flatMap((holds) => holds.filter(is)).map((hold) => this.#end(hold));
  }

  #end(hold: Hold): Release {
    const key = pairKey(hold.source, hold.destination);
    const others = this.#holds.get(key)?.filter((each) => each !== hold) ?? [];
    if (others.length === 0) this.#holds.delete(key);
    else this.#holds.set(key, others);
    this.#bytes -= hold.bytes;
    return hold;
  }
}
