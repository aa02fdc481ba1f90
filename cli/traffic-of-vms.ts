// The traffic of a file as a policy's VMs send it: machines are found by the names that the file gives them, then by their addresses.
import { formatMac, type Network, type TimedTraffic } from "../engine/index.ts";
import {
  openTraffic,
  readHeldRates,
  TrafficError,
  type HeldRate,
  type TrafficSource,
} from "../traffic/index.ts";
import { vmFinder } from "./vm-finder.ts";

type Fault = { readonly fault: string };

/**
 * Anything that traffic is read from; what is not a table of rates is even during each step. A row of a table that names no VM is a fault; what captures and recordings hold of other machines is left out, and a fault where
 * nothing else is left. A fault is one sentence that names the file.
 */
export async function trafficOfVms(
  file: string,
  network: Network,
  stepSeconds: number,
): Promise<readonly TimedTraffic[] | Fault> {
  try {
    const source = await openTraffic(file);
    try {
      const rates = await readHeldRates(source, stepSeconds);
      return timedTraffic(file, rates, source, network);
    } finally {
      source.close();
    }
  } catch (error) {
    if (!(error instanceof TrafficError)) throw error;
    return { fault: error.message };
  }
}

function timedTraffic(
  file: string,
  rates: readonly HeldRate[],
  { names }: TrafficSource,
  network: Network,
): TimedTraffic[] | Fault {
  const vmOf = vmFinder(network);
  const traffic: TimedTraffic[] = [];
  for (const { at, forSeconds, source, destination, bitsPerSecond, place } of rates) {
    const [from, to] = [vmOf(source, names), vmOf(destination, names)];
    if (from === undefined || to === undefined) {
      if (place === undefined) continue;
      const unknown = from === undefined ? source : destination;
      const name = names.get(unknown) ?? formatMac(unknown);
      return { fault: `cannot use \`${file}\`, ${place}: there is no VM \`${name}\`` };
    }
    const edges: [number, number][] = [[from, to]];
    const what = { kind: "traffic", edges, rateBps: bitsPerSecond } as const;
    traffic.push({ at, what: forSeconds === undefined ? what : { ...what, forSeconds } });
  }
  if (traffic.length === 0 && rates.length > 0)
    return { fault: `cannot use \`${file}\`: no two of its machines are VMs of the policy` };
  return traffic;
}
