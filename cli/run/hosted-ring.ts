// The demo's application at one daemon: the VMs that the policy places on its host, with ports in this process.
import { setTimeout as wait } from "node:timers/promises";
import { createMemoryPort, type Daemon, supportedLinkKinds } from "../../dataplane/index.ts";
import { buildNetwork } from "../../engine/index.ts";
import { type HostedWorkload, hostWorkload, iterationsPerSecond } from "../../lab/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { threeDigits } from "../report/quantity.ts";
import { policyWorkload } from "./policy-workload.ts";

/** Between two looks whether the network stands, seconds. */
const lookSeconds = 0.05;

export interface HostedRing {
  /** Gives the VMs their ports, starts their programs once the network stands, and prints a line each second until the signal aborts. */
  run(daemon: Daemon, print: (line: string) => void, signal: AbortSignal): Promise<void>;
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
    async run(daemon, print, signal) {
      const workload = hostWorkload(
        policyWorkload(network),
        new Map(here.map(({ vm, card }) => [vm, card.vm])),
      );
      for (const { mac, card } of here) daemon.attachPort(mac, card.port);
      try {
        // The first epoch is committed once the star is up and every VM's place is known.
        while (daemon.state().epoch === 0) await wait(lookSeconds * 1000, undefined, { signal });
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

function progress(workload: HostedWorkload): string {
  const now = performance.now() / 1000;
  const rate = iterationsPerSecond(workload.iterations(), now - 1, now);
  const { framesSent, framesReceived, framesLost, framesDuplicated, framesReordered } = workload.ledger();
  return (
    `${threeDigits(rate)} iterations/s; frames: ${framesSent} sent, ${framesReceived} received,` +
    ` ${framesLost} lost, ${framesDuplicated} doubled, ${framesReordered} out of order`
  );
}
