// A data plane in simulated time: a flow model whose rates are constant between events, for tests, back-tests and planner benches.
import type { GivenIr } from "../../lang/ir/policy-ir.ts";
import type {
  Applied,
  DataPlane,
  Moved,
  NetworkEvent,
  NetworkState,
  Refused,
  TrafficReport,
  Transition,
} from "../data-plane.ts";
import { FlowResources } from "../flow/flow-resources.ts";
import type { Network } from "../model/network.ts";
import { failOrRestore } from "./fail-or-restore.ts";
import type { SimulatedApplication, Stop } from "./simulated-application.ts";
import { SimulatedWorld } from "./simulated-world.ts";

/** What a test gives its network, but for traffic in a file: who calls reads it and gives its rows as traffic. */
export type SimulatedGiven = Exclude<GivenIr, { kind: "traffic-file" }>;

export interface SimulationOptions {
  /** How often each daemon reports, seconds > 0. */
  readonly updateSeconds: number;
  /** How long a change of links and rules takes, seconds. Default 0: at once. */
  readonly reconfigurationSeconds?: number;
  /** Of what applications draw at random, 32 bits. Default 1. The same seed and the same calls give the same reports and events. */
  readonly seed?: number;
}

/**
 * Time passes only in `advance`, `leap` and `during`. Rates are max-min fair over paths and cards, each flow up to what its
 * application wants. `apply` and `move` take effect, and their promises settle, at the simulated moment when they are due; code that
 * awaits them runs after `advance` returns, so advance in small steps, and await what applies a transition in `during`. A VM that moves
 * neither sends nor receives meanwhile.
 */
export class SimulatedDataPlane implements DataPlane {
  readonly reconfigurationSeconds: number;
  readonly #world: SimulatedWorld;
  #isChanging = false;
  #changeBegins: () => void = () => {};

  constructor(network: Network, { updateSeconds, reconfigurationSeconds = 0, seed = 1 }: SimulationOptions) {
    this.#world = new SimulatedWorld(network, updateSeconds, seed);
    this.reconfigurationSeconds = reconfigurationSeconds;
  }

  /** Simulated seconds since the start. */
  get now(): number {
    return this.#world.timeline.now;
  }

  /** How often anything has changed so that rates were computed anew. */
  get rateUpdates(): number {
    return this.#world.updates;
  }

  /** What arrives, bit/s, at this moment. */
  carriedBps(): number {
    return this.#world.carriedBps();
  }

  /** Changes the network or the traffic now. */
  give(given: SimulatedGiven): void {
    const world = this.#world;
    switch (given.kind) {
      case "traffic": {
        const withdraw = world.offered.offer(given.edges, given.rateBps);
        if (given.forSeconds !== undefined) this.#after(given.forSeconds, withdraw);
        break;
      }
      case "vm":
        world.settle(given.vm, given.host);
        break;
      case "host":
        world.setHost(given.host, given);
        break;
      case "path":
        world.setPaths(given, given);
        break;
      case "fault":
        failOrRestore(world, given.host, given.otherHost, given.restore);
        break;
    }
  }

  /** Starts an application now; the returned function ends it. */
  run(application: SimulatedApplication): Stop {
    return this.#world.run(application);
  }

  /** Lets simulated time pass, seconds ≥ 0; reports and events are delivered on the way. */
  advance(seconds: number): void {
    this.#world.advance(seconds);
  }

  /**
   * Passes up to so many rounds of reports and ends with one, the only one that is delivered: reports are cumulative. Where
   * anything else is due on the way it ends before that, after one round at least. Answers how many have passed.
   */
  leap(mostRounds: number): number {
    return this.#world.leap(mostRounds);
  }

  /** Awaits work that may wait for a transition of this data plane: time passes as far as that takes. */
  async during<T>(work: Promise<T>): Promise<T> {
    for (;;) {
      const begun = new Promise<"begun">((resolve) => (this.#changeBegins = () => resolve("begun")));
      if (!this.#isChanging && (await Promise.race([work.then(() => "over"), begun])) === "over") return work;
      this.advance(this.reconfigurationSeconds);
    }
  }

  observe(on: { report(report: TrafficReport): void; event(event: NetworkEvent): void }): () => void {
    return this.#world.daemons.observe(on);
  }

  snapshot(): Promise<NetworkState> {
    const { overlay, underlay, mapping } = this.#world;
    const { links, routes, epoch } = overlay;
    return Promise.resolve({
      epoch,
      mapping: mapping.slice(),
      overlay: links,
      linkUp: Uint8Array.from(links, ({ a, b }) => (underlay.isUp(a, b) ? 1 : 0)),
      routes,
      carriedBps: this.carriedBps(),
      hostLoad: underlay.hostLoad.slice(),
      vmCompute: this.#world.vmCompute(),
      pathRate: underlay.pathRate,
      pathDelay: underlay.pathDelay,
    });
  }

  apply(transition: Transition, signal: AbortSignal): Promise<Applied | Refused> {
    const { overlay } = this.#world;
    const seconds = this.reconfigurationSeconds;
    const fault = this.#isChanging ? "another transition is under way" : overlay.faultOf(transition);
    if (fault !== undefined) return refused(fault);
    this.#isChanging = true;
    const done = (): void => void (this.#isChanging = false);
    const applied = this.#take<Applied>(seconds, signal, done, () => {
      const late = overlay.faultOf(transition); // a host may have failed meanwhile
      if (late !== undefined) return { kind: "refused", reason: late };
      overlay.change(transition);
      this.#world.refreshWays();
      return { kind: "applied", epoch: transition.epoch, seconds };
    });
    if (this.#isChanging) this.#changeBegins();
    return applied;
  }

  /** Takes the image's bytes over the path's rate, cards considered; a VM without an image or a path without a rate moves at once. */
  move(vm: number, to: number, signal: AbortSignal): Promise<Moved | Refused> {
    const world = this.#world;
    const fault = this.#moveFault(vm, to);
    if (fault !== undefined) return refused(fault);
    const from = world.mapping[vm];
    const resources = new FlowResources(world.network.hosts.length, world.underlay);
    resources.along([from, to]);
    const seconds = (world.network.vms[vm].imageBytes * 8) / Math.min(Infinity, ...resources.capacityBps);
    world.setMoving(vm, to);
    const done = (): void => world.setMoving(vm, undefined);
    return this.#take<Moved>(seconds, signal, done, () => {
      if (!world.underlay.isUp(from, to))
        return { kind: "refused", reason: `\`${world.network.vms[vm].name}\` lost its way to the new host` };
      world.settle(vm, to);
      return { kind: "moved", seconds, downtimeSeconds: seconds };
    });
  }

  /** Settles with what `finish` answers after so many seconds, at once for 0, or with a refusal when aborted before; `done` comes first. */
  #take<T>(
    seconds: number,
    signal: AbortSignal,
    done: () => void,
    finish: () => T | Refused,
  ): Promise<T | Refused> {
    return new Promise((resolve) => {
      const end = (answer: () => T | Refused): void => {
        signal.removeEventListener("abort", abort);
        done();
        resolve(answer());
      };
      const abort = (): void => {
        cancel();
        end(() => ({ kind: "refused", reason: "it was called off" }));
      };
      let cancel = (): void => {};
      if (signal.aborted) abort();
      else {
        signal.addEventListener("abort", abort);
        cancel = this.#after(seconds, () => end(finish));
      }
    });
  }

  /** Runs something after so many seconds, at once for 0; the returned function calls it off. */
  #after(seconds: number, run: () => void): () => void {
    if (seconds > 0) return this.#world.timeline.put(this.now + seconds, run);
    run();
    return () => {};
  }

  #moveFault(vm: number, to: number): string | undefined {
    const { network, mapping, underlay } = this.#world;
    const vmName = `\`${network.vms[vm].name}\``;
    const host = network.hosts[to];
    if (mapping[vm] < 0) return `${vmName} has not been seen yet`;
    if (this.#world.isMoving(vm)) return `${vmName} is on the move already`;
    if (host.proxy) return `\`${host.name}\` is the proxy, it runs no VM`;
    if (mapping[vm] !== to && this.#world.guestsOf(to) >= host.slots)
      return `\`${host.name}\` has no free slot of its ${host.slots}`;
    if (!underlay.isUp(mapping[vm], to)) return `${vmName} cannot reach \`${host.name}\``;
    return undefined;
  }
}

function refused(reason: string): Promise<Refused> {
  return Promise.resolve({ kind: "refused", reason });
}
