// What max-min fair rates take: all flows at once, and the change of one flow among them.
import { fairLevels, type Filling } from "../../engine/flow/fair-levels.ts";
import { FairShares, type Use } from "../../engine/flow/fair-shares.ts";
import { seededRandom } from "../../engine/plan/seeded-random.ts";
import { cpuSeconds } from "./cpu-seconds.ts";

interface Flows {
  readonly capacities: readonly number[];
  readonly uses: readonly (readonly Use[])[];
  readonly limits: readonly number[];
}

const flowsPerHost = 50;
const changes = 100; // of one flow each

/** Hosts with cards of 10 Gbit/s around a proxy whose card holds half of what they want; every second flow goes past it. */
function flowsOf(count: number): Flows {
  const random = seededRandom(1);
  const hosts = count / flowsPerHost;
  const proxy = 2 * hosts;
  const limits = Array.from({ length: count }, () => 1e6 * (1 + 400 * random()));
  const capacities = Array.from({ length: proxy + 1 }, () => 10e9);
  capacities[proxy] = 0.25 * limits.reduce((sum, limit) => sum + limit, 0);
  const uses = limits.map((_, flow) => {
    const ends = [flow % hosts, hosts + Math.floor(random() * hosts)];
    return (flow % 2 === 0 ? ends : [...ends, proxy]).map((resource) => ({ resource, usage: 1 }));
  });
  return { capacities, uses, limits };
}

/** One line per number of flows. Milliseconds of CPU. */
export function fillingTimes(isShort: boolean): string[] {
  const counts = isShort ? [5_000, 10_000] : [25_000, 50_000, 100_000, 200_000];
  return counts.map((count) => {
    const flows = flowsOf(count);
    const filling = fillingOf(flows);
    const whole = median(Array.from({ length: 5 }, () => timeOf(() => fairLevels(filling))));
    const shares = new FairShares();
    flows.capacities.forEach((bps, resource) => shares.setCapacity(resource, bps));
    flows.uses.forEach((uses, flow) => shares.put(flow, uses, flows.limits[flow]));
    shares.update();
    const local = timeOf(() => {
      for (let change = 0; change < changes; change++) {
        const flow = (2 * change) % count;
        shares.put(flow, flows.uses[flow], flows.limits[flow] / 2);
        shares.update();
      }
    });
    return `${count} flows: all rates ${whole.toFixed(0)} ms of CPU, after a change of one past the proxy ${(local / changes).toFixed(2)} ms`;
  });
}

function fillingOf({ capacities, uses, limits }: Flows): Filling {
  const firstUse = new Uint32Array(uses.length + 1);
  uses.forEach((used, flow) => (firstUse[flow + 1] = firstUse[flow] + used.length));
  const all = uses.flat();
  return {
    firstUse,
    resource: Uint32Array.from(all, ({ resource }) => resource),
    usage: Float64Array.from(all, ({ usage }) => usage),
    limit: Float64Array.from(limits),
    capacity: Float64Array.from(capacities),
  };
}

function timeOf(run: () => void): number {
  const started = cpuSeconds();
  run();
  return (cpuSeconds() - started) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
