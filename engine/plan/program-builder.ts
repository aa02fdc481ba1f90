// Writes down a linear program column by column and row by row.
import type { LinearProgram } from "./linear-program.ts";

export interface Column {
  readonly objective?: number; // default 0
  readonly lower?: number; // default 0
  readonly upper?: number; // default Infinity
  readonly integer?: boolean;
}

/** One coefficient of a row. */
export type Term = readonly [column: number, coefficient: number];

export class ProgramBuilder {
  readonly #columns: Column[] = [];
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #rowStart: number[] = [0];
  readonly #column: number[] = [];
  readonly #value: number[] = [];

  /** The index of the new column. */
  addColumn(column: Column): number {
    return this.#columns.push(column) - 1;
  }

  /** The index of the new row: lower ≤ Σ coefficient · column ≤ upper. Terms of one column must not repeat. */
  addRow(lower: number, upper: number, terms: Iterable<Term>): number {
    for (const [column, coefficient] of terms) {
      if (coefficient === 0) continue;
      this.#column.push(column);
      this.#value.push(coefficient);
    }
    this.#rowStart.push(this.#column.length);
    this.#rowLower.push(lower);
    return this.#rowUpper.push(upper) - 1;
  }

  build(maximize: boolean): LinearProgram {
    const columns = this.#columns;
    const integer = Uint8Array.from(columns, (column) => (column.integer === true ? 1 : 0));
    return {
      maximize,
      objective: Float64Array.from(columns, ({ objective = 0 }) => objective),
      lower: Float64Array.from(columns, ({ lower = 0 }) => lower),
      upper: Float64Array.from(columns, ({ upper = Infinity }) => upper),
      ...(integer.includes(1) ? { integer } : {}),
      rowLower: Float64Array.from(this.#rowLower),
      rowUpper: Float64Array.from(this.#rowUpper),
      rowStart: Int32Array.from(this.#rowStart),
      column: Int32Array.from(this.#column),
      value: Float64Array.from(this.#value),
    };
  }
}
