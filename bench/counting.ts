// Bench: what counting costs, in a daemon and at the controller. `--short` has fewer rounds and wider limits, for every commit.
import { aggregationShare } from "./counting/aggregation-share.ts";
import { counterRates } from "./counting/counter-rate.ts";
import { switchOverheads } from "./counting/switch-overhead.ts";

const isShort = process.argv.includes("--short");

/** What may be at most, and at least; short runs have to bear what else the machine does and fail on collapse alone. */
const limits = isShort
  ? { overhead: 1, countedPerSecond: 1e6, toLruCache: 0.7, share: 0.4 }
  : { overhead: 0.01, countedPerSecond: 3e6, toLruCache: 1, share: 0.1 };

/** `chance`: of a pair to have sent anything between two reports. Many small hosts have no goal of their own. */
const aggregations = [
  { hosts: 100, chance: 1, limit: limits.share },
  { hosts: 100, chance: 0.5, limit: limits.share },
  { hosts: 1000, chance: 1, limit: 4 * limits.share },
];
const rounds = isShort
  ? { switch: 3, counters: 7, aggregation: 4 }
  : { switch: 11, counters: 31, aggregation: 20 };

const million = (rate: number): string => `${(rate / 1e6).toFixed(2)} M/s`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function print(line: string, isWithin: boolean): void {
  process.stdout.write(`counting: ${line}${isWithin ? "" : " MISSED"}\n`);
  if (!isWithin) process.exitCode = 1;
}

for (const each of switchOverheads(rounds.switch)) {
  const { frameBytes, destinations, counting, bare, overhead, noise } = each;
  const isDecided = noise <= limits.overhead;
  print(
    `${frameBytes} bytes to ${destinations}: counted ${million(counting)}, not counted ${million(bare)}, overhead ${percent(overhead)} (at most ${percent(limits.overhead)}), noise ${percent(noise)}${isDecided ? "" : ": UNDECIDED, the noise is above the limit"}`,
    isShort ? overhead <= limits.overhead + noise : isDecided && overhead <= limits.overhead,
  );
}

const { own, lruCache, flood } = counterRates(rounds.counters);
print(
  `counting alone ${million(own)} (at least ${million(limits.countedPerSecond)}), lru-cache ${million(lruCache)}, ratio ${(own / lruCache).toFixed(1)} (at least ${limits.toLruCache})`,
  own >= limits.countedPerSecond && own >= limits.toLruCache * lruCache,
);
print(
  `every frame another invented address ${million(flood)} (at least ${million(limits.countedPerSecond)})`,
  flood >= limits.countedPerSecond,
);

for (const { hosts, chance, limit } of aggregations) {
  const { entries, share, least } = aggregationShare(hosts, chance, rounds.aggregation);
  print(
    `1,000 VMs on ${hosts} hosts, ${entries} pairs, ${percent(chance)} of them in each of 20 reports a second: ${percent(share)} of a core, in the best second ${percent(least)} (at most ${percent(limit)})`,
    share <= limit,
  );
}
