// What a controller tells its clients of the application: the engine's last look at it, and how it came to be.
import type { ApplicationAnswer } from "../../dataplane/index.ts";
import { type Engine, type EngineEvent, entriesOf, type Network } from "../../engine/index.ts";
import type { ApplicationChange } from "../report/application/application-view.ts";
import { ChangeNarrator } from "../report/application/change-narrator.ts";
import { shapeEvent, type NameOf } from "../report/narrate-application.ts";

/** The latest are kept. Own choice. */
const mostChanges = 500;

export class ApplicationWatch {
  readonly #network: Network;
  readonly #policy: string;
  readonly #nameOf: NameOf;
  readonly #narrator: ChangeNarrator;
  readonly #changes: ApplicationChange[] = [];
  #leftOut = 0;
  #engine: Engine | undefined;

  /** `policy`: its name. */
  constructor(network: Network, policy: string) {
    this.#network = network;
    this.#policy = policy;
    this.#nameOf = (vm) => network.vms[vm]?.name ?? "";
    this.#narrator = new ChangeNarrator(this.#nameOf);
  }

  /** Answers for this engine from now on; its events go to `note`. */
  watch(engine: Engine): void {
    this.#engine = engine;
  }

  note(event: EngineEvent): void {
    if (event.kind === "inferred")
      this.#add({ kind: "changed", at: event.at, application: event.observation });
    if (event.kind === "too-fast" || event.kind === "intensity") this.#add(event);
  }

  /** Undefined before the engine has looked for the first time. */
  answer(): ApplicationAnswer | undefined {
    const engine = this.#engine;
    const seen = engine?.observation;
    if (engine === undefined || seen === undefined) return undefined;
    const { unicast } = engine.sent();
    return {
      policy: this.#policy,
      at: seen.at,
      windowSeconds: engine.windowSeconds,
      vms: this.#network.vms.map(({ name, mac }) => ({ name, mac })),
      pairs: this.#pairs(engine),
      sent: { bytes: unicast.bytes, frames: unicast.frames },
      shape: asAnswer(shapeEvent(this.#nameOf, Math.max(0, seen.changedAt), seen)),
      topology: seen.topology.map(({ a, b }) => [a, b]),
      changes: this.#changes.map(asAnswer),
      changesLeftOut: this.#leftOut,
    };
  }

  #add(event: Parameters<ChangeNarrator["narrate"]>[0]): void {
    this.#changes.push(this.#narrator.narrate(event));
    if (this.#changes.length <= mostChanges) return;
    this.#changes.shift();
    this.#leftOut += 1;
  }

  #pairs(engine: Engine): ApplicationAnswer["pairs"] {
    const count = this.#network.vms.length;
    const rates = new Map<number, number>();
    if (engine.observation !== undefined)
      for (const { from, to, value } of entriesOf(engine.observation.demand))
        rates.set(from * count + to, value);
    return engine.totals().map(({ from, to, bytes, frames }) => {
      const bitsPerSecond = rates.get(from * count + to) ?? 0;
      return { from, to, bitsPerSecond, bytes, frames };
    });
  }
}

type Mutable<T> = T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;

/** Nobody changes it: it goes to the wire as it is. */
function asAnswer<T>(told: T): Mutable<T> {
  return told as Mutable<T>;
}
