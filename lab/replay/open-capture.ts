// A capture that was opened for a replay; what cannot be replayed is refused before anything else is started for it.
import { CaptureReader } from "../../dataplane/capture/capture-reader.ts";
import { ethernetLinkType, type CaptureEnd } from "../../dataplane/capture/captured-frame.ts";
import type { FrameBatch } from "../../dataplane/capture/frame-batch.ts";
import { describeLinkType } from "../../dataplane/capture/link-type.ts";
import { readCapture } from "../../dataplane/capture/read-capture.ts";
import type { OpenInput } from "../../traffic/open-input.ts";
import { TrafficError } from "../../traffic/traffic-errors.ts";
import type { OpenReplay } from "./open-replay.ts";

/** Reads as far as the first frames. Throws a `TrafficError` where there are none to replay. */
export async function openCapture(input: OpenInput): Promise<OpenReplay> {
  const { name } = input;
  const reader = new CaptureReader();
  const batches = readCapture(input.chunks, reader);
  let end: CaptureEnd | undefined;
  const first = await batches.next();
  if (first.done === true) throw withoutFrames(name, first.value);
  if (!reader.linkTypes.has(ethernetLinkType)) {
    input.close();
    throw withoutEthernet(name, reader);
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
