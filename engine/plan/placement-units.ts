// VMs that must share a host, as units that are placed as one.

/** Per VM the members of its unit, itself included, ascending; overlapping groups are one unit. `isSeen` leaves VMs out. */
export function placementUnits(
  vms: number,
  together: readonly (readonly number[])[],
  isSeen: (vm: number) => boolean,
): readonly (readonly number[])[] {
  const unitOf: number[][] = Array.from({ length: vms }, (_, vm) => [vm]);
  for (const group of together) {
    const members = new Set<number>();
    for (const vm of group) {
      if (isSeen(vm)) for (const member of unitOf[vm]) members.add(member);
    }
    const unit = [...members].sort((x, y) => x - y);
    for (const member of unit) unitOf[member] = unit;
  }
  return unitOf;
}
