// A daemon's report in terms of VM indices.
import type { TrafficReport } from "../../engine/data-plane.ts";
import type { Vm } from "../../engine/model/network.ts";
import type { CounterTable } from "../control/counter-table.ts";
import type { DaemonReport } from "../control/traffic-report-codec.ts";
import { MacIndex } from "../ethernet/mac-index.ts";
import { ReportBaseline } from "./report-baseline.ts";

const noVm = 0xffff_ffff;

/** One process of a daemon, and its counters in terms of VMs. */
interface Life {
  counters: CounterTable | undefined;
  /** By place: the pair's ends, flattened, and `since`. The first `translated` hold. */
  pairs: Uint32Array;
  since: Uint32Array;
  translated: number;
  baseline: ReportBaseline | undefined;
}

/**
 * A daemon process whose first report here has a number above 0 has reported to an earlier controller; what it had
 * counted by then is left out. Each counter is looked up once.
 */
export class ReportTranslator {
  readonly #vms: MacIndex;
  readonly #lives = new Map<number, Map<string, Life>>(); // by host, by start

  constructor({ vms }: { readonly vms: readonly Pick<Vm, "mac">[] }) {
    this.#vms = new MacIndex(vms.map(({ mac }) => mac));
  }

  /** Pairs with a MAC that no VM has get an index that no VM has; the totals have their frames. */
  translate(host: number, startId: string, at: number, report: DaemonReport): TrafficReport {
    const { seq, unicast, broadcast, multicast, counters, places, bytes, frames } = report;
    const lives = this.#livesOf(host);
    const known = lives.get(startId);
    const life = known ?? newLife();
    if (life.counters !== counters || life.translated < counters.count) this.#lookUp(life, counters);
    const { pairs, since } = life;
    const totals = { unicast, broadcast, multicast };
    const told = { host, at, startId, seq, totals, pairs, since, places, bytes, frames };
    if (known === undefined) {
      lives.set(startId, life);
      if (seq > 0) life.baseline = new ReportBaseline(told);
    }
    return life.baseline?.subtract(told) ?? told;
  }

  /** Looks up the counters that are new. */
  #lookUp(life: Life, counters: CounterTable): void {
    if (life.counters !== counters) life.translated = 0;
    if (life.counters !== counters || life.since.length < counters.count) {
      const [pairs, since] = [new Uint32Array(2 * counters.room), new Uint32Array(counters.room)];
      pairs.set(life.pairs.subarray(0, 2 * life.translated));
      since.set(life.since.subarray(0, life.translated));
      [life.pairs, life.since] = [pairs, since];
    }
    life.counters = counters;
    for (let place = life.translated; place < counters.count; place++) {
      const from = this.#vms.indexOf(counters.sourceOf(place));
      const to = this.#vms.indexOf(counters.destinationOf(place));
      life.pairs[2 * place] = from < 0 ? noVm : from;
      life.pairs[2 * place + 1] = to < 0 ? noVm : to;
      life.since[place] = counters.sinceOf(place);
    }
    life.translated = counters.count;
  }

  #livesOf(host: number): Map<string, Life> {
    const lives = this.#lives.get(host) ?? new Map<string, Life>();
    if (lives.size === 0) this.#lives.set(host, lives);
    return lives;
  }
}

function newLife(): Life {
  const [pairs, since] = [new Uint32Array(0), new Uint32Array(0)];
  return { counters: undefined, pairs, since, translated: 0, baseline: undefined };
}
