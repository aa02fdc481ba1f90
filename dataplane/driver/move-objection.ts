// What speaks against the move of a VM before anything is done.
import type { Network } from "../../engine/model/network.ts";

/** One sentence for the refusal, or undefined. */
export function moveObjection(
  { hosts, vms }: Network,
  mapping: Int32Array,
  vm: number,
  to: number,
): string | undefined {
  const from = mapping[vm] ?? -1;
  if (from < 0) return `VM \`${vms[vm]?.name}\` has not been seen yet`;
  const host = hosts[to];
  if (host.proxy) return `\`${host.name}\` is the Proxy and runs no VM`;
  if (from !== to && mapping.filter((other) => other === to).length >= host.slots)
    return `\`${host.name}\` has no free slot of its ${host.slots}`;
  return undefined;
}
