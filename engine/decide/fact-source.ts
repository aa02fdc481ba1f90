// Where conditions get their facts from: one function, and chains of it. It knows no expression and no rule.
import type { FactName } from "../../lang/ir/facts.ts";

/** What an expression can be: base units, indices and keys as `lang/ir/logic.ts` says; lists of such. */
export type Value = number | string | boolean | readonly Value[];

export interface FactSource {
  /** The value of a fact; undefined = unknown, which is neither false nor zero. Must not change during a tick. */
  read(name: FactName, args: readonly Value[]): Value | undefined;
}

/** One fact that an evaluation has read; without `value` it was unknown. */
export interface FactReading {
  readonly fact: FactName;
  readonly args: readonly Value[];
  readonly value?: Value;
}

/** Asks each source in turn until one knows. */
export function chainFacts(...sources: readonly FactSource[]): FactSource {
  return {
    read(name, args) {
      for (const source of sources) {
        const value = source.read(name, args);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** A source that passes on what another knows and notes it: every fact once per list of arguments, in order of reading. */
export class RecordingFacts implements FactSource {
  readonly #source: FactSource;
  readonly #readings = new Map<string, FactReading>();

  constructor(source: FactSource) {
    this.#source = source;
  }

  read(name: FactName, args: readonly Value[]): Value | undefined {
    const value = this.#source.read(name, args);
    const reading: FactReading = value === undefined ? { fact: name, args } : { fact: name, args, value };
    this.#readings.set(JSON.stringify([name, args]), reading);
    return value;
  }

  get readings(): readonly FactReading[] {
    return [...this.#readings.values()];
  }
}
