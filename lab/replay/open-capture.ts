// Opens a capture file for a replay; what cannot be replayed is refused before anything else is started for it.
import { CaptureReader } from "../../dataplane/capture/capture-reader.ts";
import { ethernetLinkType, type CaptureEnd } from "../../dataplane/capture/captured-frame.ts";
import type { FrameBatch } from "../../dataplane/capture/frame-batch.ts";
import { describeLinkType } from "../../dataplane/capture/link-type.ts";
import { readCapture } from "../../dataplane/capture/read-capture.ts";
import { openInput } from "../../traffic/open-input.ts";
import { TrafficError } from "../../traffic/traffic-errors.ts";

export interface OpenCapture {
  /** Batches of frames in file order, each void when the next is asked for; once. Throws `VNET_ERR_TRAFFIC_UNREADABLE` where the disk fails on the way. */
  readonly frames: AsyncIterable<FrameBatch>;
  /** How the reading ended; undefined while it has not. A fault here came behind good frames. */
  end(): CaptureEnd | undefined;
  /** Closes the file, also in the middle of it. */
  close(): void;
}

/** Reads as far as the first frames. Throws a `TrafficError` where there are none to replay. */
export async function openCapture(path: string): Promise<OpenCapture> {
  const reader = new CaptureReader();
  const input = await openInput(path);
  const batches = readCapture(input.chunks, reader);
  let end: CaptureEnd | undefined;
  const first = await batches.next();
  if (first.done === true) throw withoutFrames(path, first.value);
  if (!reader.linkTypes.has(ethernetLinkType)) {
    input.close();
    throw withoutEthernet(path, reader);
  }

  async function* frames(): AsyncGenerator<FrameBatch> {
    try {
      let batch = first;
      while (batch.done !== true) {
        yield batch.value;
        batch = await batches.next();
      }
      end = batch.value;
    } finally {
      input.close();
    }
  }
  return { frames: frames(), end: () => end, close: () => input.close() };
}

function withoutFrames(path: string, { fault }: CaptureEnd): TrafficError {
  if (fault === undefined)
    return new TrafficError("VNET_ERR_TRAFFIC_EMPTY", `cannot replay \`${path}\`: it holds no frames`);
  const code = fault.reason === "foreign" ? "VNET_ERR_TRAFFIC_FOREIGN" : "VNET_ERR_TRAFFIC_BROKEN";
  return new TrafficError(code, `cannot replay \`${path}\`: ${fault.message}`);
}

function withoutEthernet(path: string, { linkTypes }: CaptureReader): TrafficError {
  const found = [...linkTypes].map(describeLinkType).join(", ");
  return new TrafficError(
    "VNET_ERR_TRAFFIC_LINK_TYPE",
    `cannot replay \`${path}\`: its link type is ${found}, expected ${describeLinkType(ethernetLinkType)}`,
  );
}
