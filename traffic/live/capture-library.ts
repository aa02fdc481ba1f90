// The optional package `cap`, which reads frames from an interface by libpcap: loaded only when an interface is asked for.
import { createRequire } from "node:module";
import { TrafficError } from "../traffic-errors.ts";

/** One open interface; the part of the package that is used here. */
export interface Cap {
  /** Frames are put at the front of `buffer`, one at a time, promiscuously. Answers the link type. Throws with libpcap's words. */
  open(device: string, filter: string, queueBytes: number, buffer: Buffer): string;
  setMinBytes?(bytes: number): void;
  on(event: "packet", listener: (bytes: number, isTruncated: boolean) => void): this;
  close(): void;
}

/** Throws `VNET_ERR_TRAFFIC_LIVE` where the package is not here, or not built. */
export function createCap(device: string): Cap {
  try {
    const library = createRequire(import.meta.url)("cap") as { Cap: new () => Cap };
    return new library.Cap();
  } catch (cause) {
    throw new TrafficError(
      "VNET_ERR_TRAFFIC_LIVE",
      `cannot read the interface \`${device}\`: the optional package \`cap\` does not load here; \`vnet doctor\` says what to install`,
      cause,
    );
  }
}
