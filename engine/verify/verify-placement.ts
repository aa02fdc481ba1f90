// Does a plan put VMs only where they may run?
import type { Problem } from "../model/problem.ts";
import { movedVms, type Plan } from "../plan/plan.ts";
import type { Violation } from "./violation.ts";

/**
 * What is already so is not the plan's fault: capacities are checked on hosts that gain a VM, pins, `apart` and `together` of
 * VMs that the plan moves.
 */
export function verifyPlacement(
  { network, observation, moves, from }: Problem,
  { mapping }: Plan,
): Violation[] {
  const present = observation.mapping;
  const vmName = (vm: number): string => `\`${network.vms[vm].name}\``;
  const hostName = (host: number): string => `\`${network.hosts[host].name}\``;
  const found: string[] = [];
  const moved = movedVms(present, mapping);
  const isMoved = new Set(moved);

  mapping.forEach((host, vm) => {
    if (present[vm] < 0 && host !== present[vm])
      found.push(`${vmName(vm)} has not been seen, so it cannot move`);
  });
  if (moved.length > moves) found.push(`${moved.length} VMs would move, the rule allows ${moves}`);
  for (const vm of moved) {
    const [host, was, pin] = [mapping[vm], present[vm], network.vms[vm].pinnedTo];
    if (host < 0) found.push(`${vmName(vm)} would run nowhere`);
    else if (network.hosts[host].proxy) found.push(`${vmName(vm)} would run on the proxy ${hostName(host)}`);
    else if (pin >= 0 && host !== pin)
      found.push(`${vmName(vm)} would run on ${hostName(host)}, it is pinned on ${hostName(pin)}`);
    if (from >= 0 && was !== from)
      found.push(
        `${vmName(vm)} would move from ${hostName(was)}, the rule moves VMs from ${hostName(from)} only`,
      );
  }
  for (const [first, second] of pairsWithin(network.apart)) {
    const isBroken = mapping[first] >= 0 && mapping[first] === mapping[second];
    if (isBroken && (isMoved.has(first) || isMoved.has(second)))
      found.push(
        `${vmName(first)} and ${vmName(second)} would share ${hostName(mapping[first])}, they must be apart`,
      );
  }
  for (const [first, second] of pairsWithin(network.together)) {
    const isBroken = mapping[first] >= 0 && mapping[second] >= 0 && mapping[first] !== mapping[second];
    if (isBroken && (isMoved.has(first) || isMoved.has(second)))
      found.push(`${vmName(first)} and ${vmName(second)} would be on two hosts, they must be together`);
  }
  const gaining = new Set(moved.map((vm) => mapping[vm]).filter((host) => host >= 0));
  return [...found, ...overfull(network, mapping, gaining)].map((message) => ({ message }));
}

function overfull(
  { hosts, vms }: Problem["network"],
  mapping: Int32Array,
  gaining: ReadonlySet<number>,
): string[] {
  const found: string[] = [];
  for (const host of gaining) {
    const { name, proxy, slots, cpu, memoryBytes } = hosts[host];
    if (proxy) continue;
    const guests = vms.filter((_, vm) => mapping[vm] === host);
    const claims = guests.reduce((sum, vm) => sum + vm.cpu, 0);
    const memory = guests.reduce((sum, vm) => sum + vm.memoryBytes, 0);
    if (guests.length > slots)
      found.push(`\`${name}\` would run ${guests.length} VMs, it has ${slots} slots`);
    if (claims > cpu) found.push(`the VMs on \`${name}\` would claim ${claims} cores, it has ${cpu}`);
    if (memory > memoryBytes)
      found.push(`the VMs on \`${name}\` would claim ${memory} bytes of memory, it has ${memoryBytes}`);
  }
  return found;
}

function* pairsWithin(groups: readonly (readonly number[])[]): Generator<readonly [number, number]> {
  for (const group of groups) {
    for (const [at, first] of group.entries()) {
      for (const second of group.slice(at + 1)) yield [first, second];
    }
  }
}
