// What a pair counts for in a picture: its rate where the source is at work now, else all that it has exchanged.
import { formatBytes, formatRate } from "../quantity.ts";
import type { ApplicationView, PairTraffic } from "./application-view.ts";

export interface PairWeight {
  readonly unit: "B" | "bit/s";
  of(pair: PairTraffic): number;
  format(weight: number): string;
}

export function pairWeight({ windowSeconds }: Pick<ApplicationView, "windowSeconds">): PairWeight {
  return windowSeconds === undefined
    ? { unit: "B", of: ({ bytes }) => bytes, format: formatBytes }
    : { unit: "bit/s", of: ({ bitsPerSecond = 0 }) => bitsPerSecond, format: formatRate };
}

/** Of all pairs together. */
export function totalWeight(view: ApplicationView): number {
  const weight = pairWeight(view);
  return view.pairs.reduce((sum, pair) => sum + weight.of(pair), 0);
}
