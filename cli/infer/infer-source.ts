// Reads a source of traffic to its end and says what application it is.
import path from "node:path";
import { ApplicationFollower, formatMac, type FollowOptions } from "../../engine/index.ts";
import { openTraffic, type TrafficSource } from "../../traffic/index.ts";
import type { ApplicationView } from "../report/application/application-view.ts";
import { applicationViewOf } from "./application-view-of.ts";
import type { ReadingProgress } from "./reading-progress.ts";

export interface InferSourceOptions extends FollowOptions {
  /** What to call machines, by address as it is written; wins over the source's own names. */
  readonly names?: ReadonlyMap<string, string>;
  readonly progress?: ReadingProgress;
  /** How the source is opened; default: as a file, or standard input. */
  readonly open?: (name: string) => Promise<TrafficSource>;
}

/** `name`: a path, or `-` for standard input. Throws `TrafficError` where there is nothing to be read. */
export async function inferSource(name: string, options: InferSourceOptions): Promise<ApplicationView> {
  const { names = new Map<string, string>(), progress, open = openTraffic } = options;
  const follower = new ApplicationFollower(options);
  const source = await open(name);
  try {
    for await (const batch of source.batches) {
      follower.add(batch);
      progress?.show(source.progress());
    }
  } finally {
    progress?.close();
    source.close();
  }
  const own = [...source.names].map(([mac, label]) => [formatMac(mac), label] as const);
  return applicationViewOf({
    source: name === "-" ? "standard input" : path.basename(name),
    followed: follower.finish(),
    end: source.end() ?? { truncated: false, leftOut: [] },
    names: new Map([...own, ...names]),
  });
}
