// An application as one JSON object.
import { printableJson } from "../printable.ts";
import type { ApplicationView } from "./application-view.ts";

/**
 * `{frames, bytes, truncated, macs, matrix: [{src, dst, frames, bytes}], shape, confidence, changes: [{at, shape, …}]}`, and `names` by address
 * where members have names; of a source that is at work `windowSeconds`, too, and `bitsPerSecond` of each pair. A change holds the fields of its event in `vnet run --format json`; `shape` is what holds from then on.
 */
export function applicationJson(view: ApplicationView): string {
  const { members, pairs, frames, bytes, truncated, windowSeconds, whole } = view;
  const named = members.filter(({ mac, name }) => mac !== name);
  let shape: readonly string[] = ["none"];
  const changes = view.changes.map(({ at, ...event }) => {
    if (event.event === "shape") shape = event.shape;
    return { at, shape, ...event };
  });
  const value = {
    frames,
    bytes,
    truncated,
    ...(windowSeconds === undefined ? {} : { windowSeconds }),
    macs: members.map(({ mac }) => mac),
    matrix: pairs.map((pair) => ({
      src: members[pair.from].mac,
      dst: members[pair.to].mac,
      frames: pair.frames,
      bytes: pair.bytes,
      ...(pair.bitsPerSecond === undefined ? {} : { bitsPerSecond: Math.round(pair.bitsPerSecond) }),
    })),
    shape: whole.shape,
    confidence: whole.confidence,
    changes,
    ...(named.length > 0 ? { names: Object.fromEntries(named.map(({ mac, name }) => [mac, name])) } : {}),
  };
  return `${printableJson(value)}\n`;
}
