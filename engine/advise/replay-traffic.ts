// Recorded traffic through a policy's window, inference and rules, on a network that stays as it is: which rules fire, when and on what.
import type { PolicyIr } from "../../lang/ir/policy-ir.ts";
import type { Evaluator } from "../decide/expression.ts";
import type { Firing } from "../decide/firing.ts";
import { ObservedFacts } from "../decide/observed-facts.ts";
import { RuleBook } from "../decide/rule-book.ts";
import { ruleFacts } from "../decide/rule-facts.ts";
import { RecordedInference, type EvenFlow } from "../infer/recorded-inference.ts";
import { recogniseTopology } from "../infer/recognise-topology.ts";
import { EdgePruning } from "../infer/edge-pruning.ts";
import type { Application } from "../model/application.ts";
import type { MacAddress } from "../model/mac-address.ts";
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import { estimatedPaths } from "../model/path-matrix.ts";
import { sparseMatrix, totalOf, type SparseMatrix } from "../model/sparse-matrix.ts";
import { PairTotals } from "../observe/pair-totals.ts";
import { RecordingClock } from "../observe/recording-clock.ts";
import type { TrafficBatch } from "../observe/traffic-batch.ts";
import type { Plan } from "../plan/plan.ts";

export interface ReplayOptions {
  readonly policy: PolicyIr;
  readonly network: Network;
  readonly evaluator: Evaluator;
  /** Where VMs run, which links and routes are there; nothing of it changes during the replay. */
  readonly state: Plan;
  /** Which VM a machine is; undefined = none of the policy's. Asked once for each pair of machines. */
  readonly vmOf: (machine: MacAddress) => number | undefined;
}

/** A rule that fires, `times` often; `firing` and `observation` are of the last time, and the readings of its condition with them. */
export interface Fired {
  readonly firing: Firing;
  readonly observation: Observation;
  readonly firstAt: number;
  readonly times: number;
}

export interface Replayed {
  /** In the order of their last times, seconds since the traffic began. */
  readonly fired: readonly Fired[];
  /** All the traffic as one: the mean rates, and the shape of it. */
  readonly whole: Observation;
  readonly seconds: number;
  /** Machines that are no VMs of the policy, in the order in which they were seen, and what was sent from or to them, bytes. */
  readonly strangers: readonly MacAddress[];
  readonly strangeBytes: number;
}

const bitsPerByte = 8;

/** What fires changes nothing here, so that its stages are free again at once. */
export class TrafficReplay {
  readonly #options: ReplayOptions;
  readonly #static: Omit<Observation, keyof Application | "at" | "demand" | "carriedBps">;
  readonly #rules: RuleBook;
  readonly #inference: RecordedInference;
  readonly #clock = new RecordingClock();
  readonly #totals = new PairTotals();
  readonly #strangers = new Set<MacAddress>();
  #strangeBytes = 0;
  #places: number[] = []; // by pair of machines: the pair of VMs, -1 = none
  readonly #fired = new Map<string, Fired>();

  constructor(options: ReplayOptions) {
    const { policy, network, evaluator, state } = options;
    const { smooth, update: updateSeconds, detect, prune } = policy.infer;
    const { rate: pathRate, delay: pathDelay } = estimatedPaths(network);
    this.#options = options;
    this.#static = {
      hostLoad: new Float64Array(network.hosts.length).fill(NaN),
      vmCompute: new Float64Array(network.vms.length).fill(NaN),
      pathRate,
      pathDelay,
      mapping: state.mapping,
      overlay: state.links,
      routes: state.routes,
      linkUp: new Uint8Array(state.links.length).fill(1),
      epoch: 0,
    };
    this.#rules = new RuleBook(policy.rules, evaluator);
    this.#inference = new RecordedInference({
      memberCount: network.vms.length,
      updateSeconds,
      smoothSeconds: smooth,
      detect,
      prune,
      silenceSeconds: longestWait(policy),
      step: (now, demand, { application }) => this.#look(now, demand, application),
    });
  }

  add(batch: TrafficBatch): void {
    const { length, atSeconds, source, destination, bytes, frames, steadySince } = batch;
    const flows: EvenFlow[] = [];
    const from = Number.isNaN(steadySince) ? undefined : this.#clock.read(steadySince);
    for (let index = 0; index < length; index++) {
      const now = this.#clock.read(atSeconds[index]);
      if (from === undefined && now >= this.#inference.stepEnd) this.#inference.advance(now);
      const known = this.#totals.count;
      const pair = this.#totals.add(source[index], destination[index], bytes[index], frames[index]);
      if (pair < 0) continue;
      if (pair === known) this.#places.push(this.#placeOf(source[index], destination[index]));
      const place = this.#places[pair];
      if (place < 0) this.#strangeBytes += bytes[index];
      else if (from === undefined) this.#inference.add(place, bytes[index]);
      else flows.push({ pair: place, bytes: bytes[index] });
    }
    if (from !== undefined) this.#inference.addEvenly(from, this.#clock.now, flows);
  }

  /** All has been added. */
  finish(): Replayed {
    this.#inference.close();
    return {
      fired: [...this.#fired.values()].sort((x, y) => x.firing.at - y.firing.at),
      whole: this.#whole(),
      seconds: this.#clock.now,
      strangers: [...this.#strangers],
      strangeBytes: this.#strangeBytes,
    };
  }

  #placeOf(source: MacAddress, destination: MacAddress): number {
    const { vmOf } = this.#options;
    const [from, to] = [vmOf(source), vmOf(destination)];
    if (from === undefined) this.#strangers.add(source);
    if (to === undefined) this.#strangers.add(destination);
    return from === undefined || to === undefined || from === to ? -1 : this.#inference.pairOf(from, to);
  }

  #look(now: number, demand: SparseMatrix, application: Application): void {
    const observation = this.#observe(now, demand, application);
    const run = { prune: this.#options.policy.infer.prune, adaptedAt: -Infinity };
    const facts = new ObservedFacts(this.#options.network, observation, run);
    const { firings } = this.#rules.decide(now, (moment) => ruleFacts(observation, moment, facts));
    for (const firing of firings) {
      if (firing.actions.length === 0) continue;
      if (firing.needsPlan) this.#rules.decline(firing, now);
      else this.#rules.confirm(firing, false);
      const key = `${firing.rule.name} ${JSON.stringify(firing.member)}`;
      const { firstAt = now, times = 0 } = this.#fired.get(key) ?? {};
      this.#fired.set(key, { firing, observation, firstAt, times: times + 1 });
    }
  }

  #observe(at: number, demand: SparseMatrix, application: Application): Observation {
    return { ...application, ...this.#static, at, demand, carriedBps: totalOf(demand) };
  }

  #whole(): Observation {
    const { network, policy, vmOf } = this.#options;
    const { source, destination, bytes, count } = this.#totals;
    const seconds = Math.max(this.#clock.now, policy.infer.update);
    const entries = [];
    for (let pair = 0; pair < count; pair++) {
      if (this.#places[pair] < 0) continue;
      const [from, to] = [vmOf(source[pair]) ?? -1, vmOf(destination[pair]) ?? -1];
      entries.push({ from, to, value: (bytes[pair] * bitsPerByte) / seconds });
    }
    const demand = sparseMatrix(network.vms.length, entries);
    const pruning = new EdgePruning(policy.infer.prune);
    const { pattern: topology } = pruning.update(demand);
    const recognition = recogniseTopology(topology, demand, pruning.margin);
    const changedAt = topology.length > 0 ? 0 : -Infinity;
    return this.#observe(this.#clock.now, demand, { topology, changedAt, ...recognition });
  }
}

/** The longest `for` of the rules, seconds. */
function longestWait({ rules, infer }: PolicyIr): number {
  return rules.reduce((longest, { forSeconds }) => Math.max(longest, forSeconds), 0) + 2 * infer.update;
}
