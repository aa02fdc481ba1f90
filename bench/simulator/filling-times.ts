// What max-min fair rates take: all flows at once, and one flow that comes where thousands are.
import { fairLevels } from "../../engine/flow/fair-levels.ts";
import { FairShares, type Use } from "../../engine/flow/fair-shares.ts";
import { seededRandom } from "../../engine/plan/seeded-random.ts";

interface Flows {
  readonly capacities: readonly number[];
  readonly uses: readonly (readonly Use[])[];
  readonly limits: readonly number[];
}

const flowsPerHost = 50;

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

/** One line per number of flows. Medians, milliseconds. */
export function fillingTimes(isShort: boolean): string[] {
  const counts = isShort ? [5_000, 10_000] : [25_000, 50_000, 100_000, 200_000];
  return counts.map((count) => {
    const flows = flowsOf(count);
    const whole = median(Array.from({ length: 5 }, () => timeOf(() => fillAll(flows))));
    const shares = new FairShares();
    flows.capacities.forEach((bps, resource) => shares.setCapacity(resource, bps));
    flows.uses.forEach((uses, flow) => shares.put(flow, uses, flows.limits[flow]));
    shares.update();
    const direct = [0, 2, 4, 6, 8].map((flow) =>
      timeOf(() => {
        shares.put(flow, flows.uses[flow], flows.limits[flow] / 2);
        shares.update();
      }),
    );
    return `${count} flows: all rates ${whole.toFixed(0)} ms, after one flow past the proxy has changed ${median(direct).toFixed(2)} ms`;
  });
}

function fillAll({ capacities, uses, limits }: Flows): void {
  const firstUse = new Uint32Array(uses.length + 1);
  uses.forEach((used, flow) => (firstUse[flow + 1] = firstUse[flow] + used.length));
  const all = uses.flat();
  fairLevels({
    firstUse,
    resource: Uint32Array.from(all, ({ resource }) => resource),
    usage: Float64Array.from(all, ({ usage }) => usage),
    limit: Float64Array.from(limits),
    capacity: Float64Array.from(capacities),
  });
}

function timeOf(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
