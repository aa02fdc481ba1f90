// Which VM of a policy a machine of some traffic is: by the name that the traffic gives it, else by its address.
import type { MacAddress, Network } from "../engine/index.ts";

/** `names`: what the traffic calls its machines; may grow while the traffic is read. Answers indices of VMs. */
export function vmFinder(
  { vms }: Network,
  names: ReadonlyMap<MacAddress, string>,
): (mac: MacAddress) => number | undefined {
  const byName = new Map(vms.map(({ name }, index) => [name, index]));
  const byMac = new Map(vms.map(({ mac }, index) => [mac, index]));
  return (mac) => byName.get(names.get(mac) ?? "") ?? byMac.get(mac);
}
