// What was followed through a source of traffic, as a view that can be rendered: indices become addresses and names.
import {
  formatMac,
  type ApplicationEvent,
  type Edge,
  type FollowedApplication,
  type MacAddress,
} from "../../engine/index.ts";
import type { TrafficEnd } from "../../traffic/index.ts";
import type {
  ApplicationChange,
  ApplicationView,
  Member,
  PairTraffic,
} from "../report/application/application-view.ts";
import { narrateShift, shapeEvent, type NameOf } from "../report/narrate-application.ts";

export interface Observed {
  readonly source: string;
  readonly followed: FollowedApplication;
  readonly end: TrafficEnd;
  /** By address as it is written. */
  readonly names: ReadonlyMap<string, string>;
}

export function applicationViewOf({ source, followed, end, names }: Observed): ApplicationView {
  const { totals, topology, recognition, seconds } = followed;
  const members = membersOf(followed, names);
  const indexOf = new Map(members.map(({ address }, index) => [address, index]));
  const memberIndex = (vm: number): number => indexOf.get(followed.members[vm]) ?? 0;
  const nameOf = (vm: number): string => members[memberIndex(vm)].name;
  const pairs = pairsOf(followed, indexOf);
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
    topology: topology.map(({ a, b }) => [memberIndex(a), memberIndex(b)]),
    changes: changesOf(followed.events, nameOf),
    truncated: end.truncated,
    notes: notesOf(followed, end, names),
  };
}

function changesOf(events: readonly ApplicationEvent[], nameOf: NameOf): ApplicationChange[] {
  let before: readonly Edge[] = [];
  return events.map((event) => {
    if (event.kind !== "changed") return narrateShift(nameOf, event);
    const { topology } = event.application;
    const change = {
      ...shapeEvent(nameOf, event.at, event.application),
      edges: topology.length,
      added: edgesWithout(topology, before).map(({ a, b }) => [nameOf(a), nameOf(b)] as const),
      removed: edgesWithout(before, topology).map(({ a, b }) => [nameOf(a), nameOf(b)] as const),
    };
    before = topology;
    return change;
  });
}

function edgesWithout(edges: readonly Edge[], others: readonly Edge[]): Edge[] {
  const keys = new Set(others.map(({ a, b }) => `${a} ${b}`));
  return edges.filter(({ a, b }) => !keys.has(`${a} ${b}`));
}

/** Every address that sent or was sent to, in numerical order. */
function membersOf(
  { totals }: FollowedApplication,
  names: ReadonlyMap<string, string>,
): (Member & { readonly address: MacAddress })[] {
  const addresses = new Set<MacAddress>();
  for (let pair = 0; pair < totals.count; pair++) {
    addresses.add(totals.source[pair]);
    addresses.add(totals.destination[pair]);
  }
  return [...addresses]
    .sort((a, b) => a - b)
    .map((address) => {
      const mac = formatMac(address);
      return { address, mac, name: names.get(mac) ?? mac };
    });
}

function pairsOf({ totals }: FollowedApplication, indexOf: ReadonlyMap<MacAddress, number>): PairTraffic[] {
  return Array.from({ length: totals.count }, (_, pair) => ({
    from: indexOf.get(totals.source[pair]) ?? 0,
    to: indexOf.get(totals.destination[pair]) ?? 0,
    frames: totals.frames[pair],
    bytes: totals.bytes[pair],
  })).sort((a, b) => b.bytes - a.bytes || a.from - b.from || a.to - b.to);
}

function notesOf(
  { totals, outsideFrames, unplacedFrames, eventsLeftOut, members }: FollowedApplication,
  { fault, leftOut }: TrafficEnd,
  names: ReadonlyMap<string, string>,
): string[] {
  const seen = new Set<string>();
  for (let pair = 0; pair < totals.count && names.size > 0; pair++) {
    seen.add(formatMac(totals.source[pair]));
    seen.add(formatMac(totals.destination[pair]));
  }
  return [
    ...(fault === undefined ? [] : [fault]),
    ...leftOut.map(({ frames, reason }) => `${frames} frames ${reason} are in no pair`),
    ...(totals.count === 0 ? ["there are no frames between addresses"] : []),
    ...(outsideFrames > 0 ? [`${outsideFrames} frames lie outside of --from and --to`] : []),
    ...(totals.otherFrames > 0
      ? [`${totals.otherFrames} frames belong to more pairs than are kept apart (${totals.count})`]
      : []),
    ...(unplacedFrames > 0
      ? [`${unplacedFrames} frames belong to more machines than a shape is inferred of (${members.length})`]
      : []),
    ...(eventsLeftOut > 0 ? [`${eventsLeftOut} later changes are left out`] : []),
    ...[...names]
      .filter(([mac]) => !seen.has(mac))
      .map(([mac, name]) => `\`${name}\` (${mac}) sends and receives nothing`),
  ];
}
