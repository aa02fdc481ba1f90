// The demo's workload on the VMs of a policy: a ring of all of them, in the policy's order.
import type { Network } from "../../engine/index.ts";
import { ringWorkload, type WorkloadOptions } from "../../lab/index.ts";

/** 10.0.0.0/8 by the VM's index: any addresses do, the overlay looks at MACs alone. */
const firstAddress = 0x0a000001;

export function policyWorkload(network: Network): WorkloadOptions {
  return ringWorkload(network.vms.map(({ name, mac }, index) => ({ name, mac, ip: firstAddress + index })));
}
