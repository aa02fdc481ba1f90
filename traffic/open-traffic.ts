// Opens whatever traffic can be read from: the format is told from the first bytes, never from the name.
import { openInput, type OpenInput } from "./open-input.ts";
import { TrafficError } from "./traffic-errors.ts";
import { trafficFormats } from "./traffic-formats.ts";
import type { TrafficFormat, TrafficSource } from "./traffic-source.ts";

/** `name`: a path, or `-` for standard input. Throws `TrafficError` where there is nothing to be read, or nothing that is known. */
export async function openTraffic(name: string): Promise<TrafficSource> {
  const { input, format } = await openFormat(name);
  return format.read(input);
}

/** As `openTraffic`, before anything but the first bytes is read. */
export async function openFormat(name: string): Promise<{ input: OpenInput; format: TrafficFormat }> {
  const input = await openInput(name);
  const format = trafficFormats.find((candidate) => candidate.recognises(input.head));
  if (format !== undefined) return { input, format };
  input.close();
  throw new TrafficError("VNET_ERR_TRAFFIC_FOREIGN", `cannot read \`${name}\`: ${whyForeign(input.head)}`);
}

function whyForeign(head: Uint8Array): string {
  if (head.length === 0) return "it is empty";
  if (head[0] === 0x1f && head[1] === 0x8b) return "it is gzip-compressed; decompress it first";
  const seen = [...head.subarray(0, 4)].map((octet) => octet.toString(16).padStart(2, "0")).join(" ");
  return `its format is not known: it begins with ${seen}, expected ${trafficFormats.map(({ name }) => name).join(", ")}`;
}
