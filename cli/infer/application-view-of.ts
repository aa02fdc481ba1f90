// What was followed through a source of traffic, as a view that can be rendered: indices become addresses and names.
import { formatMac, parseMac, type FollowedApplication } from "../../engine/index.ts";
import type { TrafficEnd } from "../../traffic/index.ts";
import type { ApplicationView, Member, PairTraffic } from "../report/application/application-view.ts";
import { AddressIndex } from "./address-index.ts";
import { ChangeNarrator } from "../report/application/change-narrator.ts";
import { counted } from "../report/quantity.ts";
import { shapeEvent } from "../report/narrate-application.ts";

export interface Observed {
  readonly source: string;
  readonly followed: FollowedApplication;
  readonly end: TrafficEnd;
  /** By address as it is written. */
  readonly names: ReadonlyMap<string, string>;
}

export function applicationViewOf({ source, followed, end, names }: Observed): ApplicationView {
  const { totals, topology, recognition, seconds } = followed;
  const addresses = new AddressIndex(totals);
  const members = addresses.list().map((address): Member => {
    const mac = formatMac(address);
    return { mac, name: names.get(mac) ?? mac };
  });
  const memberOf = (vm: number): number => addresses.indexOf(followed.members[vm]);
  const nameOf = (vm: number): string => members[memberOf(vm)].name;
  const narrator = new ChangeNarrator(nameOf);
  const pairs = pairsOf(followed, addresses);
  const left = end.leftOut.reduce((sum, { frames }) => sum + frames, totals.otherFrames);
  const leftBytes = end.leftOut.reduce((sum, { bytes }) => sum + bytes, totals.otherBytes);
  return {
    source,
    members,
    pairs,
    frames: pairs.reduce((sum, { frames }) => sum + frames, left),
    bytes: pairs.reduce((sum, { bytes }) => sum + bytes, leftBytes),
    seconds,
    whole: shapeEvent(nameOf, seconds, recognition),
    topology: topology.map(({ a, b }) => [memberOf(a), memberOf(b)]),
    changes: followed.events.map((event) => narrator.narrate(event)),
    truncated: end.truncated,
    notes: notesOf(followed, end, names, addresses),
  };
}

function pairsOf({ totals }: FollowedApplication, addresses: AddressIndex): PairTraffic[] {
  return Array.from({ length: totals.count }, (_, pair) => ({
    from: addresses.indexOf(totals.source[pair]),
    to: addresses.indexOf(totals.destination[pair]),
    frames: totals.frames[pair],
    bytes: totals.bytes[pair],
  })).sort((a, b) => b.bytes - a.bytes || a.from - b.from || a.to - b.to);
}

function notesOf(
  { totals, outsideFrames, unplacedFrames, eventsLeftOut, members }: FollowedApplication,
  { fault, leftOut }: TrafficEnd,
  names: ReadonlyMap<string, string>,
  addresses: AddressIndex,
): string[] {
  return [
    ...(fault === undefined ? [] : [fault]),
    ...leftOut.map(
      ({ frames, reason }) =>
        `${counted(frames, "frame")} ${reason} ${frames === 1 ? "is" : "are"} in no pair`,
    ),
    ...(totals.count === 0 ? ["there are no frames between addresses"] : []),
    ...(outsideFrames > 0
      ? [`${counted(outsideFrames, "frame lies", "frames lie")} outside of --from and --to`]
      : []),
    ...(totals.otherFrames > 0
      ? [
          `${counted(totals.otherFrames, "frame belongs", "frames belong")} to more pairs than are kept apart (${totals.count})`,
        ]
      : []),
    ...(unplacedFrames > 0
      ? [
          `${counted(unplacedFrames, "frame belongs", "frames belong")} to more machines than a shape is inferred of (${members.length})`,
        ]
      : []),
    ...(eventsLeftOut > 0
      ? [`${counted(eventsLeftOut, "later change is", "later changes are")} left out`]
      : []),
    ...[...names]
      .filter(([mac]) => addresses.indexOf(parseMac(mac) ?? NaN) < 0)
      .map(([mac, name]) => `\`${name}\` (${mac}) sends and receives nothing`),
  ];
}
