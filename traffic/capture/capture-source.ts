// A packet capture as a traffic source: every Ethernet frame counts with its length on the wire, whatever of it was recorded.
import { sniffCapture } from "../../dataplane/capture/capture-format.ts";
import { CaptureReader } from "../../dataplane/capture/capture-reader.ts";
import { ethernetLinkType, type CaptureEnd } from "../../dataplane/capture/captured-frame.ts";
import type { FrameBatch } from "../../dataplane/capture/frame-batch.ts";
import { describeLinkType } from "../../dataplane/capture/link-type.ts";
import { readCapture } from "../../dataplane/capture/read-capture.ts";
import { frameHeaderBytes } from "../../dataplane/ethernet/frame-header.ts";
import { TrafficBatch } from "../../engine/observe/traffic-batch.ts";
import { TrafficError } from "../traffic-errors.ts";
import type { LeftOut, TrafficEnd, TrafficFormat, TrafficInput, TrafficSource } from "../traffic-source.ts";

export const captureFormat: TrafficFormat = {
  name: "pcap or pcapng",
  recognises: (head) => sniffCapture(head).kind !== "foreign",
  read: readCaptureTraffic,
};

/**
 * A capture that breaks off or contradicts its format after the first frame ends there, and says so in `end()`. Reading throws a `TrafficError` for
 * one that breaks off before any frame, and for one that has frames and no Ethernet frame among them.
 */
function readCaptureTraffic(input: TrafficInput): TrafficSource {
  const uncounted = new UncountedFrames();
  let end: TrafficEnd | undefined;
  async function* batches(): AsyncGenerator<TrafficBatch> {
    const reader = new CaptureReader();
    const captured = readCapture(input.chunks, reader);
    const traffic = new TrafficBatch();
    let next = await captured.next();
    for (; next.done !== true; next = await captured.next()) {
      countFrames(next.value, traffic, uncounted);
      if (traffic.length > 0) yield traffic;
    }
    end = endOf(input.name, next.value, uncounted);
  }
  return {
    batches: batches(),
    names: new Map(),
    end: () => end,
    progress: () => input.progress(),
    close: () => input.close(),
  };
}

/** Turns captured frames into traffic: no object per frame, and addresses as two loads each. */
function countFrames(captured: FrameBatch, traffic: TrafficBatch, uncounted: UncountedFrames): void {
  const { view, start, capturedLength, wireLength, linkType, atSeconds, length } = captured;
  traffic.reserve(length);
  const { source, destination, bytes, frames, atSeconds: times } = traffic;
  let count = 0;
  for (let index = 0; index < length; index++) {
    if (linkType[index] !== ethernetLinkType || capturedLength[index] < frameHeaderBytes) {
      uncounted.add(linkType[index], wireLength[index]);
      continue;
    }
    const at = start[index];
    destination[count] = view.getUint16(at) * 0x1_0000_0000 + view.getUint32(at + 2);
    source[count] = view.getUint16(at + 6) * 0x1_0000_0000 + view.getUint32(at + 8);
    times[count] = atSeconds[index];
    bytes[count] = wireLength[index];
    frames[count] = 1;
    count++;
  }
  traffic.length = count;
}

/** Frames without addresses, by link type; Ethernet ones are too short for a header. */
class UncountedFrames {
  readonly #sums = new Map<number, { frames: number; bytes: number }>();

  add(linkType: number, bytes: number): void {
    const sum = this.#sums.get(linkType) ?? { frames: 0, bytes: 0 };
    this.#sums.set(linkType, sum);
    sum.frames += 1;
    sum.bytes += bytes;
  }

  get frames(): number {
    return [...this.#sums.values()].reduce((total, { frames }) => total + frames, 0);
  }

  /** The link types other than Ethernet, for a message. */
  get foreignLinkTypes(): string[] {
    return [...this.#sums.keys()].filter((linkType) => linkType !== ethernetLinkType).map(describeLinkType);
  }

  list(): LeftOut[] {
    return [...this.#sums].map(([linkType, sum]) => ({
      ...sum,
      reason:
        linkType === ethernetLinkType
          ? "too short for an Ethernet header"
          : `of link type ${describeLinkType(linkType)}`,
    }));
  }
}

function endOf(name: string, { frames, fault }: CaptureEnd, uncounted: UncountedFrames): TrafficEnd {
  if (frames === 0 && fault !== undefined)
    throw new TrafficError("VNET_ERR_TRAFFIC_BROKEN", `cannot read \`${name}\`: ${fault.message}`);
  const foreign = uncounted.foreignLinkTypes;
  if (foreign.length > 0 && uncounted.frames === frames)
    throw new TrafficError(
      "VNET_ERR_TRAFFIC_LINK_TYPE",
      `cannot read \`${name}\`: its link type is ${foreign.join(", ")}, expected ${describeLinkType(ethernetLinkType)}`,
    );
  const leftOut = uncounted.list();
  return fault === undefined
    ? { truncated: false, leftOut }
    : { truncated: true, fault: fault.message, leftOut };
}
