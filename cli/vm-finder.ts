// Which VM of a policy a machine of some traffic is: by the name that the traffic gives it, else by its address.
import type { MacAddress, Network } from "../engine/index.ts";

/** What traffic calls its machines; may grow while it is read. */
type Names = ReadonlyMap<MacAddress, string>;

/** Answers the index of the VM that a machine is. */
export function vmFinder({ vms }: Network): (mac: MacAddress, names: Names) => number | undefined {
  const byName = new Map(vms.map(({ name }, index) => [name, index]));
  const byMac = new Map(vms.map(({ mac }, index) => [mac, index]));
  return (mac, names) => byName.get(names.get(mac) ?? "") ?? byMac.get(mac);
}

/** Answers the address of the VM that a machine is; of one that is none, its own. */
export function vmAddress(network: Network): (mac: MacAddress, names: Names) => MacAddress {
  const vmOf = vmFinder(network);
  return (mac, names) => {
    const vm = vmOf(mac, names);
    return vm === undefined ? mac : network.vms[vm].mac;
  };
}

/** Answers the name of the VM that has an address. */
export function vmName({ vms }: Network): (mac: MacAddress) => string | undefined {
  const names = new Map(vms.map(({ mac, name }) => [mac, name]));
  return (mac) => names.get(mac);
}
