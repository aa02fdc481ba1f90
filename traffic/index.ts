// What other areas may use of the readers of traffic.
export { readHeldRates } from "./held-rates.ts";
export { isInterface, openLive } from "./live/live-source.ts";
export { openTraffic } from "./open-traffic.ts";
export { recordTraffic } from "./recording/record-traffic.ts";
export { RecordingFile, type WrittenTotals } from "./recording/recording-file.ts";
export type { HeldRate } from "./table/held-rate.ts";
export { sliceRates } from "./table/slice-rates.ts";
export { TrafficError, type TrafficErrorCode } from "./traffic-errors.ts";
export type { LeftOut, TrafficEnd, TrafficProgress, TrafficSource } from "./traffic-source.ts";
