// A placement problem in the form that searches work on: units and hosts by name, what each needs and has, what is allowed.
import type { Host, Vm } from "../model/network.ts";
import type { Problem } from "../model/problem.ts";
import { nameRanks } from "./name-order.ts";
import { placementBudget, type PlacementBudget } from "./placement-budget.ts";
import { placementCost, type PlacementCost } from "./placement-cost.ts";
import { hostDistances } from "./placement-distance.ts";
import { joinedMapping } from "./placement-joins.ts";
import { placementUnits } from "./placement-units.ts";
import { moveSeconds } from "./throughput.ts";

/**
 * Units are the VMs that have been seen, those that must share a host as one; units and hosts are in the order of their names, so no
 * search can depend on the order in which a problem lists them. Arrays are read only.
 */
export interface PlacementInstance {
  readonly problem: Problem;
  readonly cost: PlacementCost;
  readonly vmsOf: readonly (readonly number[])[]; // unit -> VMs of the problem
  readonly hostAt: Uint32Array; // host -> host of the problem
  readonly start: Int32Array; // unit -> host from which a search sets out: the present one, broken groups mended
  readonly isFree: Uint8Array; // units that may move
  readonly pin: Int32Array; // unit -> host, -1 = none
  readonly proxy: number; // a host on which no unit may be put
  readonly leaving: number; // a host that units which talk are to leave, -1 = none
  /** The price of a unit that is not where it is pinned or has not left where it is to leave: more than any placement costs. */
  readonly penalty: number;
  readonly resources: readonly Resource[]; // slots, cores, memory
  readonly apartOf: readonly (readonly number[])[]; // unit -> numbers of the groups whose others it must not meet
  readonly apartGroups: number;
  readonly budget: PlacementBudget;
  /** How many VMs of the unit would run elsewhere than at present. */
  readonly movesAt: (unit: number, host: number) => number;
  /** Seconds of downtime that the unit's moves from its present host cost, where they are limited; Infinity = not known. */
  readonly secondsAt: (unit: number, host: number) => number;
}

export interface Resource {
  readonly need: Float64Array; // per unit
  readonly capacity: Float64Array; // per host
}

export function placementInstance(problem: Problem): PlacementInstance {
  const { network, observation, chosen } = problem;
  const present = chosen.mapping;
  const hostRank = nameRanks(network.hosts);
  const vmRank = nameRanks(network.vms);
  const hostAt = inverse(hostRank);
  const distance = hostDistances(network, observation, hostAt);
  const mapping = joinedMapping(problem, { hostAt, hostRank, vmRank, distance });
  const { vmsOf, isHeld } = unitsByName(problem, mapping, vmRank);
  const unitOf = new Int32Array(network.vms.length).fill(-1);
  vmsOf.forEach((vms, unit) => vms.forEach((vm) => (unitOf[vm] = unit)));
  const cost = placementCost(observation.demand, unitOf, inverse(vmRank), vmsOf.length, distance);
  const start = Int32Array.from(vmsOf, (vms) => hostRank[mapping[vms[0]]]);
  const pin = Int32Array.from(vmsOf, (vms) => pinOf(problem, vms, hostRank));
  const apartOf = groupsOf(network.apart, vmsOf, unitOf);
  const isFree = Uint8Array.from(vmsOf, (vms, unit) => {
    const mayMove = problem.from < 0 || vms.every((vm) => present[vm] === problem.from);
    const isAtPin = pin[unit] >= 0 && pin[unit] === start[unit];
    const isOwnEnemy = new Set(apartOf[unit]).size < apartOf[unit].length;
    return mayMove && !isHeld[unit] && !isAtPin && !isOwnEnemy ? 1 : 0;
  });
  const budget = placementBudget(problem);
  return {
    problem,
    cost,
    vmsOf,
    hostAt,
    start,
    isFree,
    pin,
    proxy: hostRank[network.proxy] ?? -1,
    leaving: problem.from < 0 ? -1 : hostRank[problem.from],
    penalty: penaltyAbove(cost),
    resources: resourcesOf(problem, vmsOf, hostAt),
    apartOf,
    apartGroups: network.apart.length,
    budget,
    movesAt: (unit, host) => {
      let moves = 0;
      for (const vm of vmsOf[unit]) if (present[vm] !== hostAt[host]) moves += 1;
      return moves;
    },
    secondsAt: (unit, host) => {
      if (budget.downtime.length === 0) return 0;
      let seconds = 0;
      for (const vm of vmsOf[unit])
        seconds += moveSeconds(network, observation, vm, present[vm], hostAt[host]);
      return Number.isNaN(seconds) ? Infinity : seconds;
    },
  };
}

/** The mapping of the problem's VMs that a placement of units means; VMs that have not been seen stay so. */
export function mappingOf({ problem, vmsOf, hostAt }: PlacementInstance, hostOf: Int32Array): Int32Array {
  const mapping = problem.chosen.mapping.slice();
  vmsOf.forEach((vms, unit) => vms.forEach((vm) => (mapping[vm] = hostAt[hostOf[unit]])));
  return mapping;
}

/** Held units cannot move: groups that are on several hosts, each VM then on its own, and groups that are pinned to several. */
function unitsByName(
  { network, chosen }: Problem,
  mapping: Int32Array,
  vmRank: Uint32Array,
): { vmsOf: number[][]; isHeld: boolean[] } {
  const together = placementUnits(network.vms.length, network.together, (vm) => chosen.mapping[vm] >= 0);
  const isSplit = (unit: readonly number[]): boolean => unit.some((vm) => mapping[vm] !== mapping[unit[0]]);
  const hasTwoPins = (unit: readonly number[]): boolean =>
    new Set(unit.map((vm) => network.vms[vm].pinnedTo).filter((host) => host >= 0)).size > 1;
  const vmsOf = [...new Set(together)]
    .filter((unit) => mapping[unit[0]] >= 0)
    .flatMap((unit) => (isSplit(unit) ? unit.map((vm) => [vm]) : [unit.slice()]))
    .map((unit) => unit.sort((x, y) => vmRank[x] - vmRank[y]))
    .sort((x, y) => vmRank[x[0]] - vmRank[y[0]]);
  return { vmsOf, isHeld: vmsOf.map(([vm]) => isSplit(together[vm]) || hasTwoPins(together[vm])) };
}

function pinOf({ network }: Problem, vms: readonly number[], hostRank: Uint32Array): number {
  const pinned = vms.find((vm) => network.vms[vm].pinnedTo >= 0);
  return pinned === undefined ? -1 : hostRank[network.vms[pinned].pinnedTo];
}

function groupsOf(
  apart: Problem["network"]["apart"],
  vmsOf: readonly (readonly number[])[],
  unitOf: Int32Array,
): number[][] {
  const groups: number[][] = vmsOf.map(() => []);
  apart.forEach((group, at) => {
    for (const vm of new Set(group)) if (unitOf[vm] >= 0) groups[unitOf[vm]].push(at);
  });
  return groups;
}

function resourcesOf(
  { network: { hosts, vms } }: Problem,
  vmsOf: readonly (readonly number[])[],
  hostAt: Uint32Array,
): Resource[] {
  const resource = (needOf: (vm: Vm) => number, capacityOf: (host: Host) => number): Resource => ({
    need: Float64Array.from(vmsOf, (unit) => unit.reduce((sum, vm) => sum + needOf(vms[vm]), 0)),
    capacity: Float64Array.from(hostAt, (host) => capacityOf(hosts[host])),
  });
  return [
    resource(
      () => 1,
      (host) => (host.proxy ? 0 : host.slots),
    ),
    resource(
      (vm) => vm.cpu,
      (host) => host.cpu,
    ),
    resource(
      (vm) => vm.memoryBytes,
      (host) => host.memoryBytes,
    ),
  ];
}

function penaltyAbove({ sent, received, distance }: PlacementCost): number {
  const traffic = sent.reduce((sum, bps) => sum + bps, 0) + received.reduce((sum, bps) => sum + bps, 0);
  const farthest = distance.reduce((most, seconds) => Math.max(most, seconds), 0);
  return 2 * traffic * farthest || 1;
}

function inverse(ranks: Uint32Array): Uint32Array {
  const order = new Uint32Array(ranks.length);
  ranks.forEach((rank, index) => (order[rank] = index));
  return order;
}
