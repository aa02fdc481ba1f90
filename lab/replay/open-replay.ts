// Opens whatever can be replayed: the frames of a capture, or frames made up for what a recording or a table says.
import type { CapturedFrame } from "../../dataplane/capture/captured-frame.ts";
import type { MacAddress } from "../../dataplane/ethernet/mac-address.ts";
import { captureFormat } from "../../traffic/capture/capture-source.ts";
import { openFormat } from "../../traffic/open-traffic.ts";
import { inSlices } from "../../traffic/in-slices.ts";
import { TrafficError } from "../../traffic/traffic-errors.ts";
import { FrameMaker } from "./frame-maker.ts";
import { openCapture } from "./open-capture.ts";

export interface OpenReplay {
  /** Batches of frames in their order, each void when the next is asked for; once. Throws `TrafficError` where the source fails on the way. */
  readonly frames: AsyncIterable<Iterable<CapturedFrame>>;
  /** How the reading ended; undefined while it has not. A fault here came behind good frames. */
  end(): { readonly truncated: boolean; readonly fault?: { readonly message: string } } | undefined;
  /** Closes the file, also in the middle of it. */
  close(): void;
}

export interface ReplaySourceOptions {
  /** Recorded seconds per second; "max" = as fast as it goes. */
  readonly speed: number | "max";
  /** For machines that the traffic gives a name: which address their frames are to have; `names` may grow. Default: their own. */
  readonly addressOf?: (mac: MacAddress, names: ReadonlyMap<MacAddress, string>) => MacAddress;
}

/** Reads as far as the first frames. Throws a `TrafficError` where there are none to replay, and where they are more than one process carries. */
export async function openReplay(name: string, options: ReplaySourceOptions): Promise<OpenReplay> {
  const { input, format } = await openFormat(name);
  if (format === captureFormat) return openCapture(input);
  const source = format.read(input);
  const addressOf = options.addressOf ?? ((mac: MacAddress) => mac);
  const maker = new FrameMaker(name, options.speed, (mac) => addressOf(mac, source.names));
  const batches = inSlices(source.batches);
  const first = await batches.next();
  if (first.done === true) {
    source.close();
    throw new TrafficError("VNET_ERR_TRAFFIC_EMPTY", `cannot replay \`${name}\`: it holds no traffic`);
  }
  maker.check(first.value);

  async function* frames(): AsyncGenerator<Iterable<CapturedFrame>> {
    try {
      for (let batch = first; batch.done !== true; batch = await batches.next())
        yield* maker.framesOf(batch.value);
    } finally {
      source.close();
    }
  }
  return {
    frames: frames(),
    end() {
      const end = source.end();
      if (end?.fault === undefined) return end && { truncated: end.truncated };
      return { truncated: end.truncated, fault: { message: end.fault } };
    },
    close: () => source.close(),
  };
}
