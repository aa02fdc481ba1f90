// Places units on hosts by halving: hosts in two near groups, units over them by a minimum cut, and so on within each.
import type { PlacementInstance } from "../../plan/placement-instance.ts";
import { stepsFor } from "../../plan/placement-steps.ts";
import { bisect } from "./bisect.ts";
import { halveHosts } from "./halve-hosts.ts";
import type { TwoWayGraph } from "./two-way-graph.ts";

/** Units that are to run on some hosts. */
interface Region {
  readonly units: Uint32Array;
  readonly hosts: Uint32Array;
}

/** What grows while regions are halved. */
interface Work {
  readonly instance: PlacementInstance;
  readonly hostOf: Int32Array; // of units whose region is still large: a host in the middle of it
  readonly isPlaced: Uint8Array; // in a region smaller than all, or for good
  readonly room: Float64Array; // slots per host, without those of units that may not move
  readonly nodeOf: Int32Array; // unit -> node of the graph that is being cut, -1 = not in it
}

/**
 * Unit -> the host where it should be, by distance and slots alone: other constraints are the caller's. Units that may not
 * move stay at their start. Undefined when `step` ends it (false).
 */
export function placeRecursively(
  instance: PlacementInstance,
  random: () => number,
  step: (units: number) => boolean,
): Int32Array | undefined {
  const { cost, start, isFree, proxy, leaving, resources } = instance;
  const vms = instance.problem.network.vms.length;
  const room = resources[0].capacity.map((slots) => Math.min(slots, vms));
  start.forEach((host, unit) => {
    if (isFree[unit] === 0) room[host] = Math.max(0, room[host] - resources[0].need[unit]);
  });
  const work: Work = {
    instance,
    hostOf: start.slice(),
    isPlaced: isFree.map((free) => 1 - free),
    room,
    nodeOf: new Int32Array(cost.units).fill(-1),
  };
  const places = Uint32Array.from({ length: cost.hosts }, (_, host) => host).filter(
    (host) => host !== proxy && host !== leaving && room[host] > 0,
  );
  const all = Uint32Array.from({ length: cost.units }, (_, unit) => unit).filter(
    (unit) => isFree[unit] === 1,
  );
  let regions: Region[] = [{ units: all, hosts: places }];
  while (regions.length > 0) {
    const next: Region[] = [];
    for (const { units, hosts } of regions) {
      if (units.length === 0 || hosts.length === 0) continue;
      if (hosts.length === 1) {
        for (const unit of units) work.hostOf[unit] = hosts[0];
        continue;
      }
      if (!step(stepsFor(hosts.length ** 2 + 40 * entriesOf(instance, units)))) return undefined;
      next.push(...halve(work, { units, hosts }, random));
    }
    regions = next;
  }
  return work.hostOf;
}

function entriesOf({ cost: { rowStart } }: PlacementInstance, units: Uint32Array): number {
  return units.reduce((sum, unit) => sum + 1 + rowStart[unit + 1] - rowStart[unit], 0);
}

function halve(work: Work, { units, hosts }: Region, random: () => number): [Region, Region] {
  const { instance, hostOf, isPlaced, room } = work;
  const { distance, hosts: size } = instance.cost;
  const between = (from: number, to: number): number => distance[from * size + to];
  const [one, other] = halveHosts(hosts, between);
  const sides = {
    within: [meanDistance(one, one, between), meanDistance(other, other, between)] as const,
    between: meanDistance(one, other, between),
    room: [roomOf(one, room), roomOf(other, room)] as const,
  };
  const middles = [middleOf(one, between), middleOf(other, between)] as const;
  const graph = graphOf(work, units, middles, new Set(one));
  const sideOf = bisect(graph, sides, random);
  const part = (side: number): Uint32Array => units.filter((_, node) => sideOf[node] === side);
  units.forEach((unit, node) => {
    hostOf[unit] = middles[sideOf[node]];
    isPlaced[unit] = 1;
  });
  return [
    { units: part(0), hosts: one },
    { units: part(1), hosts: other },
  ];
}

/** The units with what they exchange; neighbours elsewhere pull towards the side that is nearer to them. */
function graphOf(
  { instance: { cost, pin, resources }, hostOf, isPlaced, nodeOf }: Work,
  units: Uint32Array,
  middles: readonly [number, number],
  isOne: ReadonlySet<number>,
): TwoWayGraph {
  const { hosts, rowStart, neighbour, sent, received, distance } = cost;
  units.forEach((unit, node) => (nodeOf[unit] = node));
  const starts = new Uint32Array(units.length + 1);
  const bias = new Float64Array(units.length);
  const most = units.reduce((sum, unit) => sum + rowStart[unit + 1] - rowStart[unit], 0);
  const nodes = new Uint32Array(most);
  const bps = new Float64Array(most);
  const [one, two] = middles;
  let filled = 0;
  for (let node = 0; node < units.length; node++) {
    const unit = units[node];
    for (let at = rowStart[unit]; at < rowStart[unit + 1]; at++) {
      const other = neighbour[at];
      if (nodeOf[other] >= 0) {
        nodes[filled] = nodeOf[other];
        bps[filled++] = sent[at] + received[at];
      } else if (isPlaced[other] === 1) {
        const there = hostOf[other];
        bias[node] += sent[at] * (distance[two * hosts + there] - distance[one * hosts + there]);
        bias[node] += received[at] * (distance[there * hosts + two] - distance[there * hosts + one]);
      }
    }
    if (pin[unit] >= 0) bias[node] = isOne.has(pin[unit]) ? Infinity : -Infinity;
    starts[node + 1] = filled;
  }
  for (const unit of units) nodeOf[unit] = -1;
  return {
    nodes: units.length,
    rowStart: starts,
    neighbour: nodes.subarray(0, filled),
    bps: bps.subarray(0, filled),
    weight: Float64Array.from(units, (unit) => resources[0].need[unit]),
    bias,
  };
}

/** Over ordered pairs; within one set of hosts those on themselves count too, as units may share a host. */
function meanDistance(
  from: Uint32Array,
  to: Uint32Array,
  distance: (from: number, to: number) => number,
): number {
  let sum = 0;
  for (const x of from) for (const y of to) sum += distance(x, y);
  return sum / (from.length * to.length);
}

function middleOf(hosts: Uint32Array, distance: (from: number, to: number) => number): number {
  let [best, least] = [hosts[0], Infinity];
  for (const host of hosts) {
    let sum = 0;
    for (const other of hosts) sum += distance(host, other) + distance(other, host);
    if (sum < least) [best, least] = [host, sum];
  }
  return best;
}

function roomOf(hosts: Uint32Array, room: Float64Array): number {
  return hosts.reduce((sum, host) => sum + room[host], 0);
}
