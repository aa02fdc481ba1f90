// What a run has brought so far: when the network changed, which links were added, which routes are in force.
import type { EngineEvent, Network } from "../../engine/index.ts";
import { shapeName } from "../report/narrate-application.ts";

export class RunRecord {
  readonly #network: Network;
  readonly #now: () => number;
  #firstPlanAt: number | undefined;
  #lastAppliedAt: number | undefined;
  #pendingLinks = 0;
  #linksAdded = 0;
  #moves = 0;
  #shape: readonly string[] = [];
  #plan: Extract<EngineEvent, { kind: "applied" }>["plan"] | undefined;

  /** `now`: seconds since the run began. */
  constructor(network: Network, now: () => number) {
    this.#network = network;
    this.#now = now;
  }

  note(event: EngineEvent): void {
    if (event.kind === "inferred") this.#shape = event.observation.shape.map(shapeName);
    if (event.kind === "found") this.#plan = event.plan;
    if (event.kind === "planned") {
      this.#firstPlanAt ??= this.#now();
      this.#pendingLinks = event.diff.links.added.length;
    }
    if (event.kind === "applied") {
      this.#lastAppliedAt = this.#now();
      this.#linksAdded += this.#pendingLinks;
      this.#moves += event.moves;
      this.#plan = event.plan;
    }
  }

  /** When the first adaptation began; undefined = nothing was adapted. */
  get firstPlanAt(): number | undefined {
    return this.#firstPlanAt;
  }

  get lastAppliedAt(): number | undefined {
    return this.#lastAppliedAt;
  }

  /** What every result has in common. */
  summary(): {
    linksAdded: number;
    links: [string, string][];
    moves: number;
    shape: readonly string[];
  } {
    const name = (host: number): string => this.#network.hosts[host]?.name ?? "";
    return {
      linksAdded: this.#linksAdded,
      links: (this.#plan?.links ?? []).map(({ a, b }) => [name(a), name(b)]),
      moves: this.#moves,
      shape: this.#shape,
    };
  }

  /** Whether frames of a pair of VMs travel over one link, without the proxy. */
  isDirect(from: number, to: number): boolean {
    const route = this.#plan?.routes.find((one) => one.from === from && one.to === to);
    return route !== undefined && route.hosts.length === 2 && !route.hosts.includes(this.#network.proxy);
  }
}
