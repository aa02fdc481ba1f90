// The timeline of an application: what was inferred, one event after another, with what each has changed.
import type { ApplicationEvent, Edge } from "../../../engine/index.ts";
import { narrateShift, shapeEvent, type NameOf } from "../narrate-application.ts";
import type { ApplicationChange } from "./application-view.ts";

/** Knows the topology before; give it every event once, in the order of time. */
export class ChangeNarrator {
  readonly #nameOf: NameOf;
  #before: readonly Edge[] = [];

  constructor(nameOf: NameOf) {
    this.#nameOf = nameOf;
  }

  narrate(event: ApplicationEvent): ApplicationChange {
    if (event.kind !== "changed") return narrateShift(this.#nameOf, event);
    const before = this.#before;
    const { topology } = event.application;
    this.#before = topology;
    return {
      ...shapeEvent(this.#nameOf, event.at, event.application),
      edges: topology.length,
      added: this.#without(topology, before),
      removed: this.#without(before, topology),
    };
  }

  #without(edges: readonly Edge[], others: readonly Edge[]): [string, string][] {
    const keys = new Set(others.map(({ a, b }) => `${a} ${b}`));
    return edges
      .filter(({ a, b }) => !keys.has(`${a} ${b}`))
      .map(({ a, b }) => [this.#nameOf(a), this.#nameOf(b)]);
  }
}
