// Whatever traffic is read from, through a policy: which of its rules fire, and on what.
import {
  closureEvaluator,
  formatMac,
  TrafficReplay,
  type Network,
  type Plan,
  type Replayed,
} from "../../engine/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { openTraffic, sliceRates, type TrafficSource } from "../../traffic/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { vmFinder } from "../vm-finder.ts";

export interface ReplayedSource {
  readonly replayed: Replayed;
  /** What the user should know of the source; one sentence each. */
  readonly notes: readonly string[];
}

/** `name`: a path, or `-` for standard input. Throws `TrafficError`, and `CliError` where there is nothing that VMs of the policy send. */
export async function replaySource(
  name: string,
  policy: PolicyIr,
  network: Network,
  state: Plan,
): Promise<ReplayedSource> {
  const source = await openTraffic(name);
  try {
    const find = vmFinder(network);
    const vmOf = (mac: number): number | undefined => find(mac, source.names);
    const replay = new TrafficReplay({ policy, network, evaluator: closureEvaluator, state, vmOf });
    for await (const batch of batchesOf(name, source, vmOf)) replay.add(batch);
    const replayed = replay.finish();
    rejectStrangers(name, replayed, source);
    return { replayed, notes: notesOf(name, replayed, source) };
  } finally {
    source.close();
  }
}

/** A row of a table that names no VM is a fault: it was written for this policy. */
async function* batchesOf(
  name: string,
  source: TrafficSource,
  vmOf: (mac: number) => number | undefined,
): TrafficSource["batches"] {
  if (source.rates === undefined) return yield* source.batches;
  const rates = await source.rates();
  for (const { source: from, destination, place } of rates) {
    const unknown = [from, destination].find((mac) => vmOf(mac) === undefined);
    if (unknown === undefined) continue;
    const called = source.names.get(unknown) ?? formatMac(unknown);
    throw new CliError(
      cliErrorCodes.trafficFile,
      `cannot use \`${name}\`, ${place ?? "in a row"}: there is no VM \`${called}\``,
    );
  }
  return yield* sliceRates(rates);
}

function rejectStrangers(name: string, { whole, strangers }: Replayed, { names }: TrafficSource): void {
  if (whole.demand.value.length > 0) return;
  const [first] = strangers;
  throw new CliError(
    cliErrorCodes.trafficFile,
    first === undefined
      ? `\`${name}\` holds no traffic, expected some between VMs of the policy`
      : `cannot use \`${name}\`: no two of its machines are VMs of the policy, the first is \`${names.get(first) ?? formatMac(first)}\``,
  );
}

function notesOf(name: string, { strangers, strangeBytes }: Replayed, source: TrafficSource): string[] {
  const end = source.end();
  return [
    ...(end?.fault === undefined ? [] : [`\`${name}\` breaks off: ${end.fault}`]),
    ...(end?.leftOut ?? []).map(({ frames, reason }) => `left out ${frames} frames ${reason}`),
    ...(strangers.length === 0
      ? []
      : [
          `left out ${strangeBytes} bytes from or to ${strangers.length} machines that are no VMs of the policy`,
        ]),
  ];
}
