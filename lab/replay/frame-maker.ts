// Frames for traffic of which only sums are known: as many as were counted, of together as many bytes, spread over the time in which they came.
import { ethernetLinkType, type CapturedFrame } from "../../dataplane/capture/captured-frame.ts";
import { frameHeaderBytes, writeFrameHeader } from "../../dataplane/ethernet/frame-header.ts";
import type { MacAddress } from "../../dataplane/ethernet/mac-address.ts";
import type { TrafficBatch } from "../../engine/observe/traffic-batch.ts";
import { sliceSeconds } from "../../traffic/slice.ts";
import { TrafficError } from "../../traffic/traffic-errors.ts";

/** Local experimental 1: no protocol takes these frames for its own. IEEE 802, 9.2.4. */
const etherType = 0x88b5;

/** More than the shaped links of one process carry; it would only fall behind. Own choice, bit/s. */
const mostBitsPerSecond = 2e9;

export class FrameMaker {
  readonly #name: string;
  readonly #speed: number | "max";
  readonly #addressOf: (mac: MacAddress) => MacAddress;
  #begunAt = NaN;
  #previousAt = NaN;

  /** `name`: of the source, for messages. `speed`: seconds of the traffic per second. `addressOf`: the address that a machine's frames have. */
  constructor(name: string, speed: number | "max", addressOf: (mac: MacAddress) => MacAddress) {
    this.#name = name;
    this.#speed = speed;
    this.#addressOf = addressOf;
  }

  /** Throws `VNET_ERR_TRAFFIC_TOO_MUCH` for a slice with more than one process carries at this speed. */
  check(batch: TrafficBatch): void {
    for (const [from, to] of slicesOf(batch)) this.#checkSlice(batch, from, to);
  }

  /** The frames of each slice, in the order of time. Throws as `check` does. */
  *framesOf(batch: TrafficBatch): Generator<CapturedFrame[]> {
    for (const [from, to] of slicesOf(batch)) {
      this.#checkSlice(batch, from, to);
      const end = batch.atSeconds[from];
      const earliest = end - sliceSeconds;
      const start = this.#previousAt < end ? Math.max(this.#previousAt, earliest) : earliest;
      this.#previousAt = end;
      const frames: CapturedFrame[] = [];
      for (let entry = from; entry < to; entry++) this.#append(batch, entry, start, frames);
      yield frames.sort((a, b) => a.atSeconds - b.atSeconds);
    }
  }

  #append(batch: TrafficBatch, entry: number, start: number, frames: CapturedFrame[]): void {
    const bytes = new Uint8Array(frameHeaderBytes);
    const source = this.#addressOf(batch.source[entry]);
    const destination = this.#addressOf(batch.destination[entry]);
    writeFrameHeader(bytes, 0, { source, destination, etherType });
    const count = batch.frames[entry];
    const shortLength = Math.floor(batch.bytes[entry] / count);
    const longer = batch.bytes[entry] - shortLength * count; // so many frames have an octet more
    const gap = (batch.atSeconds[entry] - start) / count;
    for (let frame = 0; frame < count; frame++)
      frames.push({
        atSeconds: start + gap * (frame + 0.5),
        wireLength: shortLength + (frame < longer ? 1 : 0),
        bytes,
        linkType: ethernetLinkType,
      });
  }

  #checkSlice({ atSeconds, bytes }: TrafficBatch, from: number, to: number): void {
    if (Number.isNaN(this.#begunAt)) this.#begunAt = atSeconds[from];
    if (this.#speed === "max") return;
    let total = 0;
    for (let entry = from; entry < to; entry++) total += bytes[entry];
    const rate = ((total * 8) / sliceSeconds) * this.#speed;
    if (rate <= mostBitsPerSecond) return;
    const slower = Number(((this.#speed * mostBitsPerSecond) / rate / 2).toPrecision(1));
    throw new TrafficError(
      "VNET_ERR_TRAFFIC_TOO_MUCH",
      `cannot replay \`${this.#name}\` at ${this.#speed} times its speed: ${Math.max(0, atSeconds[from] - this.#begunAt).toFixed(1)} s after its start ` +
        `it has ${(rate / 1e9).toPrecision(3)} Gbit/s, and one process carries ${mostBitsPerSecond / 1e9}; try \`--speed ${slower}\``,
    );
  }
}

/** Runs of entries of the same moment, as [from, to). */
function* slicesOf({ atSeconds, length }: TrafficBatch): Generator<[number, number]> {
  for (let from = 0, to = 0; from < length; from = to) {
    while (to < length && atSeconds[to] === atSeconds[from]) to++;
    if (to === from) to++; // NaN is equal to nothing
    yield [from, to];
  }
}
