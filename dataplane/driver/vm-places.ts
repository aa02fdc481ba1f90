// Where each VM runs, as its daemon says, and what of that is not as the policy has it.
import type { Network } from "../../engine/model/network.ts";
import type { Place } from "../control/control-messages.ts";
import { formatMac } from "../ethernet/mac-address.ts";

/** A daemon has told of a VM. */
export interface Sighting {
  /** -1: the policy has no VM with this address. */
  readonly vm: number;
  /** It is news that the VM is there. */
  readonly isNews: boolean;
  /** Frames for it must go elsewhere than before. */
  readonly hasMoved: boolean;
  /** What of it is not as the policy says, in one sentence. */
  readonly difference?: string;
}

export class VmPlaces {
  readonly #network: Network;
  readonly #seen = new Set<number>();
  /** VM -> host, -1 = not seen yet and placed nowhere. */
  readonly mapping: Int32Array;

  constructor(network: Network) {
    this.#network = network;
    this.mapping = Int32Array.from(network.initialMapping);
  }

  /** For the Proxy: the VMs whose place is known. */
  get list(): Place[] {
    return this.#network.vms.flatMap(({ mac }, vm) => {
      const host = this.#network.hosts[this.mapping[vm]];
      return host ? [{ mac, daemon: host.name }] : [];
    });
  }

  note(host: number, mac: number): Sighting {
    const { hosts, vms, initialMapping } = this.#network;
    const vm = vms.findIndex((each) => each.mac === mac);
    if (vm < 0) {
      const difference = `a VM with the address ${formatMac(mac)} runs on \`${hosts[host].name}\`, the policy has none; no frame will reach it`;
      return { vm, isNews: false, hasMoved: false, difference };
    }
    const isFirst = !this.#seen.has(vm);
    const hasMoved = this.mapping[vm] !== host;
    const placed = hosts[initialMapping[vm]];
    this.#seen.add(vm);
    this.mapping[vm] = host;
    const difference =
      isFirst && placed !== undefined && placed !== hosts[host]
        ? `VM \`${vms[vm].name}\` runs on \`${hosts[host].name}\`, the policy places it on \`${placed.name}\`; frames go where it runs`
        : undefined;
    return { vm, isNews: isFirst || hasMoved, hasMoved, ...(difference !== undefined && { difference }) };
  }

  /** VMs that the policy places on a host whose daemon has told of others only; one sentence for each host. */
  missing(): { readonly host: number; readonly difference: string }[] {
    const { hosts, vms, initialMapping } = this.#network;
    const peopled = new Set([...this.#seen].map((vm) => this.mapping[vm]));
    return [...peopled].flatMap((host) => {
      const absent = vms.filter((_vm, index) => initialMapping[index] === host && !this.#seen.has(index));
      const names = absent.map(({ name }) => `\`${name}\``).join(", ");
      const difference = `the policy places ${names} on \`${hosts[host].name}\`, where only others run`;
      return absent.length === 0 ? [] : [{ host, difference }];
    });
  }
}
