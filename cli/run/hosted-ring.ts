// The demo's application at one daemon: the VMs that the policy places on its host, with ports in this process.
import { setTimeout as wait } from "node:timers/promises";
import { createMemoryPort, type Daemon, type Place, supportedLinkKinds } from "../../dataplane/index.ts";
import { buildNetwork, formatMac, type Network } from "../../engine/index.ts";
import { type HostedWorkload, hostWorkload, iterationsPerSecond } from "../../lab/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { threeDigits } from "../report/quantity.ts";
import { policyWorkload } from "./policy-workload.ts";

/** Between two looks whether the network stands, seconds. */
const lookSeconds = 0.05;

interface Listener {
  readonly print: (line: string) => void;
  readonly tell: (sentence: string) => void;
}

export interface HostedRing {
  /**
   * Gives the VMs their ports, starts their programs once the network stands, and prints a line each second until the
   * signal aborts. `tell` hears what the controller's policy has otherwise than this one's.
   */
  run(daemon: Daemon, to: Listener, signal: AbortSignal): Promise<void>;
}

/** Throws `CliError` where the policy places no VM on the host. */
export function hostedRing(policy: PolicyIr, host: string): HostedRing {
  const network = buildNetwork(policy.network, supportedLinkKinds);
  const at = network.hosts.findIndex(({ name }) => name === host);
  const here = network.vms.flatMap(({ name, mac }, vm) =>
    at >= 0 && network.initialMapping[vm] === at ? [{ name, mac, vm, card: createMemoryPort() }] : [],
  );
  if (here.length === 0)
    throw new CliError(
      cliErrorCodes.badOption,
      `the policy \`${policy.network.name}\` places no VM on \`${host}\``,
    );
  const names = here.map(({ name }) => name).join(", ");
  return {
    async run(daemon, { print, tell }, signal) {
      const workload = hostWorkload(
        policyWorkload(network),
        new Map(here.map(({ vm, card }) => [vm, card.vm])),
      );
      for (const { mac, card } of here) daemon.attachPort(mac, card.port);
      try {
        // The first epoch is committed once the star is up and every VM's place is known.
        while (daemon.state().epoch === 0) await wait(lookSeconds * 1000, undefined, { signal });
        for (const sentence of differences(network, daemon.places() ?? [])) tell(sentence);
        workload.start();
        for (;;) {
          await wait(1000, undefined, { signal });
          print(`${names}: ${progress(workload)}`);
        }
      } finally {
        workload.stop();
      }
    },
  };
}

/** Where this policy and the controller's do not have the same VMs in the same places. */
function differences({ hosts, vms, initialMapping }: Network, places: readonly Place[]): string[] {
  const here = new Map(vms.map(({ mac }, vm) => [mac, hosts[initialMapping[vm]]?.name]));
  const there = new Map(places.map(({ mac, daemon }) => [mac, daemon]));
  const ours = vms.flatMap(({ name, mac }) => {
    const [placed, known] = [here.get(mac), there.get(mac)];
    if (placed === known || placed === undefined) return [];
    const where = known === undefined ? "does not know" : `has on \`${known}\``;
    return [
      `the controller's policy differs from this one: VM \`${name}\`, here on \`${placed}\`, it ${where}`,
    ];
  });
  const foreign = places.filter(({ mac }) => !here.has(mac)).map(({ mac }) => formatMac(mac));
  return foreign.length === 0
    ? ours
    : [
        ...ours,
        `the controller's policy differs from this one: it has VMs that are not here: ${foreign.join(", ")}`,
      ];
}

function progress(workload: HostedWorkload): string {
  const now = performance.now() / 1000;
  const rate = iterationsPerSecond(workload.iterations(), now - 1, now);
  const { framesSent, framesReceived, framesLost, framesDuplicated, framesReordered } = workload.ledger();
  return (
    `${threeDigits(rate)} iterations/s; frames: ${framesSent} sent, ${framesReceived} received,` +
    ` ${framesLost} lost, ${framesDuplicated} doubled, ${framesReordered} out of order`
  );
}
