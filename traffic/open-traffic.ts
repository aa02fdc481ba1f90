// Opens whatever traffic can be read from: the format is told from the first bytes, never from the name.
import { sniffCapture } from "../dataplane/capture/capture-format.ts";
import { captureFormat } from "./capture/capture-source.ts";
import { openInput } from "./open-input.ts";
import { TrafficError } from "./traffic-errors.ts";
import type { TrafficFormat, TrafficSource } from "./traffic-source.ts";

/** In the order in which they are asked. */
const formats: readonly TrafficFormat[] = [captureFormat];

/** `name`: a path, or `-` for standard input. Throws `TrafficError` where there is nothing to be read, or nothing that is known. */
export async function openTraffic(name: string): Promise<TrafficSource> {
  const input = await openInput(name);
  const format = formats.find((candidate) => candidate.recognises(input.head));
  if (format !== undefined) return format.read(input);
  input.close();
  throw new TrafficError("VNET_ERR_TRAFFIC_FOREIGN", `cannot read \`${name}\`: ${whyForeign(input.head)}`);
}

function whyForeign(head: Uint8Array): string {
  const sniffed = sniffCapture(head);
  const expected = formats.map(({ name }) => name).join(", ");
  return sniffed.kind === "foreign" ? sniffed.message : `its format is not known, expected ${expected}`;
}
