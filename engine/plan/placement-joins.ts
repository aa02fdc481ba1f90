// Mends what moves of single units cannot: VMs that must be together and are not, VMs that must be apart and share a host.
import type { Problem } from "../model/problem.ts";
import { entriesOf } from "../model/sparse-matrix.ts";
import { isWithinBudget, placementBudget } from "./placement-budget.ts";
import { placementUnits } from "./placement-units.ts";
import { moveSeconds } from "./throughput.ts";

/** Order by name, and distances in that order. */
export interface NameOrder {
  readonly hostAt: Uint32Array; // rank -> host
  readonly hostRank: Uint32Array;
  readonly vmRank: Uint32Array;
  readonly distance: Float64Array;
}

/**
 * The present mapping with broken groups mended, by name, each on the host where its traffic costs least of those that have room and are
 * allowed. A group that finds none, or for which no moves are left, stays as it is.
 */
export function joinedMapping(problem: Problem, order: NameOrder): Int32Array {
  const { network, chosen } = problem;
  const mapping = chosen.mapping.slice();
  const unitOf = placementUnits(network.vms.length, network.together, (vm) => mapping[vm] >= 0);
  const firstOf = (unit: readonly number[]): number => Math.min(...unit.map((vm) => order.vmRank[vm]));
  const broken = [...new Set(unitOf)]
    .filter((unit) => mapping[unit[0]] >= 0 && isBroken(problem, mapping, unit))
    .sort((x, y) => firstOf(x) - firstOf(y));
  for (const unit of broken) {
    if (!isBroken(problem, mapping, unit)) continue; // the other one of its enemies has gone
    const host = cheapestHost(problem, order, mapping, unit);
    if (host >= 0) for (const vm of unit) mapping[vm] = host;
  }
  return mapping;
}

function isBroken({ network }: Problem, mapping: Int32Array, unit: readonly number[]): boolean {
  if (unit.some((vm) => mapping[vm] !== mapping[unit[0]])) return true;
  return enemiesOf(network.apart, unit).some((enemy) => mapping[enemy] === mapping[unit[0]]);
}

function enemiesOf(apart: Problem["network"]["apart"], unit: readonly number[]): number[] {
  return apart.flatMap((group) =>
    group.some((vm) => unit.includes(vm)) ? group.filter((vm) => !unit.includes(vm)) : [],
  );
}

function cheapestHost(
  problem: Problem,
  order: NameOrder,
  mapping: Int32Array,
  unit: readonly number[],
): number {
  const { network } = problem;
  const pins = new Set(unit.map((vm) => network.vms[vm].pinnedTo).filter((host) => host >= 0));
  const isTaken = new Set(enemiesOf(network.apart, unit).map((enemy) => mapping[enemy]));
  const hasRoom = roomFor(problem, mapping, unit);
  const costs = costsOf(problem, order, mapping, unit);
  let best = -1;
  for (const host of order.hostAt) {
    if (network.hosts[host].proxy || host === problem.from || isTaken.has(host)) continue;
    if ([...pins].some((pin) => pin !== host) || !hasRoom(host)) continue;
    if (!mayMove(problem, mapping, unit, host)) continue;
    if (best < 0 || costs[order.hostRank[host]] < costs[order.hostRank[best]]) best = host;
  }
  return best;
}

function mayMove(problem: Problem, mapping: Int32Array, unit: readonly number[], host: number): boolean {
  const { network, observation, chosen, from } = problem;
  const present = chosen.mapping;
  if (from >= 0 && unit.some((vm) => present[vm] !== from && present[vm] !== host)) return false;
  let [moves, seconds] = [0, 0];
  mapping.forEach((was, vm) => {
    const now = unit.includes(vm) ? host : was;
    if (present[vm] < 0 || now === present[vm]) return;
    moves += 1;
    seconds += moveSeconds(network, observation, vm, present[vm], now);
  });
  return isWithinBudget(placementBudget(problem), moves, Number.isNaN(seconds) ? Infinity : seconds);
}

function roomFor(
  { network: { hosts, vms } }: Problem,
  mapping: Int32Array,
  unit: readonly number[],
): (host: number) => boolean {
  return (host) => {
    let [slots, cpu, memory] = [0, 0, 0];
    vms.forEach((vm, index) => {
      if (mapping[index] !== host && !unit.includes(index)) return;
      slots += 1;
      cpu += vm.cpu;
      memory += vm.memoryBytes;
    });
    return slots <= hosts[host].slots && cpu <= hosts[host].cpu && memory <= hosts[host].memoryBytes;
  };
}

/** What the unit's traffic with the others would cost on each host, by rank. */
function costsOf(
  { observation }: Problem,
  { hostRank, distance }: NameOrder,
  mapping: Int32Array,
  unit: readonly number[],
): Float64Array {
  const hosts = hostRank.length;
  const costs = new Float64Array(hosts);
  const members = new Set(unit);
  for (const { from, to, value } of entriesOf(observation.demand)) {
    const [sends, gets] = [members.has(from), members.has(to)];
    const other = hostRank[mapping[sends ? to : from]];
    if (sends === gets || other === undefined) continue;
    for (let host = 0; host < hosts; host++)
      costs[host] += value * (sends ? distance[host * hosts + other] : distance[other * hosts + host]);
  }
  return costs;
}
