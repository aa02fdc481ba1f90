// What the limits on links still allow while links are chosen one by one.
import type { Link } from "../../model/network.ts";
import type { Limit, Problem } from "../../model/problem.ts";
import { hostPairIntensities } from "../../plan/intensity.ts";
import { isWithinLimit } from "../../plan/within-limit.ts";

/** `skip`: this link does not fit, another may. `stop`: no further link of the list may be taken. */
export type Verdict = "take" | "skip" | "stop";

/**
 * Use of each limit: `links` counts links, `cost` adds their costs, `fan-out` is the number of links of the host that has
 * most, all of the whole fast path; `bandwidth` adds, and `coverage` takes as a share of the total, what the two hosts of
 * each link exchange, of links that the policy does not itself keep. A limit with `per` counts links that are not open yet.
 */
export class LinkBudget {
  readonly #limits: readonly Limit[];
  readonly #used: number[];
  readonly #degree: Uint32Array;
  readonly #totalBps: number;
  readonly #open: ReadonlySet<string>;

  constructor({ network, observation, chosen, limits }: Problem) {
    this.#limits = limits.filter(({ id }) => id !== "migrations" && id !== "downtime");
    this.#used = this.#limits.map(({ spent }) => spent);
    this.#degree = new Uint32Array(network.hosts.length);
    const pairs = hostPairIntensities(observation.demand, chosen.mapping, network.proxy);
    this.#totalBps = pairs.reduce((sum, { bps }) => sum + bps, 0);
    this.#open = new Set(observation.overlay.map(keyOf));
  }

  /** `coverage` takes the largest prefix of the list, `links` ends with its number; the others pass over what does not fit. */
  judge(link: Link, bps: number): Verdict {
    let verdict: Verdict = "take";
    for (const [index, limit] of this.#limits.entries()) {
      if (isWithinLimit(limit, this.#after(index, link, bps))) continue;
      if (limit.id === "coverage" || (limit.id === "links" && limit.perSeconds === undefined)) return "stop";
      verdict = "skip";
    }
    return verdict;
  }

  /** Counts a link; one that the policy keeps is counted with 0 bit/s. */
  take(link: Link, bps: number): void {
    this.#used.forEach((used, index) => (this.#used[index] = Math.max(used, this.#after(index, link, bps))));
    this.#degree[link.a] += 1;
    this.#degree[link.b] += 1;
  }

  /** The first limit that is broken by now, with the amount. */
  broken(): { readonly limit: Limit; readonly needed: number } | undefined {
    const index = this.#limits.findIndex((limit, at) => {
      const asksNothing = limit.perSeconds !== undefined && this.#used[at] === limit.spent;
      return !asksNothing && !isWithinLimit(limit, this.#used[at]);
    });
    return index < 0 ? undefined : { limit: this.#limits[index], needed: this.#used[index] };
  }

  #after(index: number, link: Link, bps: number): number {
    const limit = this.#limits[index];
    const used = this.#used[index];
    if (limit.perSeconds !== undefined && this.#open.has(keyOf(link))) return used;
    switch (limit.id) {
      case "links":
        return used + 1;
      case "cost":
        return used + link.cost;
      case "bandwidth":
        return used + bps;
      case "coverage":
        return used + (this.#totalBps > 0 ? bps / this.#totalBps : 0);
      case "fan-out":
        return limit.spent + Math.max(this.#degree[link.a], this.#degree[link.b]) + 1;
      default:
        return used;
    }
  }
}

function keyOf({ a, b, kind }: Link): string {
  return `${a}-${b}-${kind}`;
}
