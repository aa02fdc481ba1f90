// Everything that traffic is read from: the one table of formats.
import { captureFormat } from "./capture/capture-source.ts";
import { recordingFormat } from "./recording/recording-source.ts";
import { csvFormat, tealFormat } from "./table/table-source.ts";
import type { TrafficFormat } from "./traffic-source.ts";

/** In the order in which they are asked; the first that recognises the first bytes of a source reads it. */
export const trafficFormats: readonly TrafficFormat[] = [
  captureFormat,
  recordingFormat,
  tealFormat,
  csvFormat,
];
