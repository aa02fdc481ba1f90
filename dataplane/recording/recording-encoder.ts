// Samples to the blocks of a recording: machines and pairs are introduced once a session, numbers are differences.
import { encodeBlock } from "./block-header.ts";
import { PayloadWriter } from "./payload-writer.ts";
import {
  blockKind,
  maximumMachines,
  maximumNameBytes,
  maximumPairs,
  usualPayloadBytes,
  usualSamplePairs,
  valueLimit,
} from "./recording-format.ts";
import type { MacAddress } from "../ethernet/mac-address.ts";
import type { TrafficSample } from "./traffic-sample.ts";

const microsecondsPerSecond = 1e6;

/** Begins with a session of its own: its first block forgets what earlier ones of the same file have introduced, so it can follow anything. */
export class RecordingEncoder {
  readonly #nameOf: (mac: MacAddress) => string | undefined;
  readonly #payload = new PayloadWriter();
  readonly #text = new TextEncoder();
  #machineNumbers = new Map<MacAddress, number>();
  #pairNumbers = new Map<number, number>();
  #lastBytes: number[] = [];
  #lastFrames: number[] = [];
  #clock = 0; // µs, end of the last sample
  #duration = 0; // µs, of the last sample
  #kind: number = blockKind.session;

  /** `nameOf`: what to call a machine, asked when it is mentioned first; empty = nothing. */
  constructor(nameOf: (mac: MacAddress) => string | undefined = () => undefined) {
    this.#nameOf = nameOf;
  }

  /**
   * Answers the blocks that are full by it, usually none. Times are rounded to the microsecond; a sample of many pairs becomes several of the same
   * span. Throws a RangeError for numbers that are not whole, negative, or not below 2⁵², for a pair that comes twice, and for a name of more than 255
   * octets; the encoder is of no use after that.
   */
  add(sample: TrafficSample): Uint8Array[] {
    const full: Uint8Array[] = [];
    const close = (): void => {
      const block = this.takeBlock();
      if (block !== undefined) full.push(block);
    };
    const count = sample.bytes.length;
    for (let from = 0; from === 0 || from < count; from += usualSamplePairs) {
      const to = Math.min(from + usualSamplePairs, count);
      if (this.#mightOverflow(to - from)) {
        close();
        this.#forget();
      }
      this.#span(sample);
      this.#entries(sample, from, to);
      if (this.#payload.length >= usualPayloadBytes) close();
    }
    return full;
  }

  /** The block of what was added since the last one; undefined where nothing was. */
  takeBlock(): Uint8Array | undefined {
    if (this.#payload.length === 0) return undefined;
    const kind = this.#kind;
    this.#kind = blockKind.samples;
    return encodeBlock(kind, this.#payload.take());
  }

  #span({ startSeconds, endSeconds }: TrafficSample): void {
    const start = whole(Math.round(startSeconds * microsecondsPerSecond), "a time");
    const end = whole(Math.round(endSeconds * microsecondsPerSecond), "a time");
    const duration = whole(end - start, "a duration");
    this.#payload.signed(start - this.#clock);
    this.#payload.signed(duration - this.#duration);
    this.#clock = end;
    this.#duration = duration;
  }

  #entries({ source, destination, bytes, frames }: TrafficSample, from: number, to: number): void {
    const knownMachines = this.#machineNumbers.size;
    const knownPairs = this.#pairNumbers.size;
    const numbers: number[] = [];
    for (let at = from; at < to; at++) numbers.push(this.#pairNumber(source[at], destination[at]));
    this.#payload.unsigned(numbers.length);
    let introduced = knownMachines;
    let previous = -1;
    for (const position of ascending(numbers)) {
      const pair = numbers[position];
      if (pair === previous) throw new RangeError("a pair comes twice in a sample");
      const at = from + position;
      this.#payload.unsigned(pair - previous - 1);
      if (pair >= knownPairs) {
        introduced = this.#machine(source[at], introduced);
        introduced = this.#machine(destination[at], introduced);
      }
      this.#payload.signed(whole(bytes[at], "bytes") - (this.#lastBytes[pair] ?? 0));
      this.#payload.signed(whole(frames[at], "frames") - (this.#lastFrames[pair] ?? 0));
      this.#lastBytes[pair] = bytes[at];
      this.#lastFrames[pair] = frames[at];
      previous = pair;
    }
  }

  /** Numbers machines and pairs in the order of first mention, in which new pairs are also written. */
  #pairNumber(source: MacAddress, destination: MacAddress): number {
    const key = this.#machineNumber(source) * maximumMachines + this.#machineNumber(destination);
    const known = this.#pairNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.#pairNumbers.size;
    this.#pairNumbers.set(key, number);
    return number;
  }

  #machineNumber(mac: MacAddress): number {
    const known = this.#machineNumbers.get(mac);
    if (known !== undefined) return known;
    const number = this.#machineNumbers.size;
    this.#machineNumbers.set(mac, number);
    return number;
  }

  /** Writes a machine's number, and what is known of it where it is the next one to be introduced; answers how many are then. */
  #machine(mac: MacAddress, introduced: number): number {
    const number = this.#machineNumber(mac);
    this.#payload.unsigned(number);
    if (number < introduced) return introduced;
    const name = this.#text.encode(this.#nameOf(mac) ?? "");
    if (name.length > maximumNameBytes) throw new RangeError(`the name \`${this.#nameOf(mac)}\` is too long`);
    this.#payload.mac(mac);
    this.#payload.unsigned(name.length);
    this.#payload.octets(name);
    return introduced + 1;
  }

  #mightOverflow(newPairs: number): boolean {
    return (
      this.#pairNumbers.size + newPairs > maximumPairs ||
      this.#machineNumbers.size + 2 * newPairs > maximumMachines
    );
  }

  #forget(): void {
    this.#machineNumbers = new Map();
    this.#pairNumbers = new Map();
    this.#lastBytes = [];
    this.#lastFrames = [];
    this.#clock = 0;
    this.#duration = 0;
    this.#kind = blockKind.session;
  }
}

/** The positions of the numbers in ascending order of the numbers; sources list their pairs in one order, so there is rarely anything to sort. */
function ascending(numbers: readonly number[]): number[] {
  const positions = [...numbers.keys()];
  const isSorted = numbers.every((number, at) => at === 0 || numbers[at - 1] < number);
  return isSorted ? positions : positions.sort((a, b) => numbers[a] - numbers[b]);
}

function whole(value: number, what: string): number {
  if (Number.isInteger(value) && value >= 0 && value < valueLimit) return value;
  throw new RangeError(`${what} must be a whole number of at least 0 below 2^52, found ${value}`);
}
