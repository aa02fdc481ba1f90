// Quadratic assignment instances in QAPLIB's form, and such an instance as a placement problem.
import { problemOfMatrices } from "./matrix-problem.ts";
import type { Problem } from "../../engine/model/problem.ts";
import { InstanceError } from "./instance-errors.ts";

/** Value of an assignment p: sum of `flow`[i][j] * `distance`[p(i)][p(j)], the diagonals too. Matrices by rows. */
export interface QuadraticAssignment {
  readonly size: number;
  readonly flow: Float64Array;
  readonly distance: Float64Array;
}

/** `assignment`: facility -> location, from 0. */
export interface KnownSolution {
  readonly value: number;
  readonly assignment: readonly number[];
}

/** Reads a `.dat` file: the size, then two matrices; numbers may wrap over lines as they like. Throws `InstanceError`. */
export function parseQuadraticAssignment(text: string): QuadraticAssignment {
  const numbers = numbersOf(text);
  const size = numbers[0] ?? NaN;
  if (!Number.isInteger(size) || size < 1)
    throw new InstanceError(`a QAPLIB instance starts with its size, found \`${String(numbers[0])}\``);
  // some editions of a file state the best known value beside the size
  const extra = numbers.length - 1 - 2 * size * size;
  if (extra !== 0 && extra !== 1)
    throw new InstanceError(
      `an instance of size ${size} has ${2 * size * size} numbers in its two matrices, found ${numbers.length - 1}`,
    );
  const [start, cells] = [1 + extra, size * size];
  const matrix = (from: number): Float64Array => Float64Array.from(numbers.slice(from, from + cells));
  return { size, flow: matrix(start), distance: matrix(start + cells) };
}

/**
 * Reads a `.sln` file: size, value, permutation from 1. Some files list the inverse permutation: the one that has the stated value counts.
 * Throws `InstanceError` when neither has it.
 */
export function parseSolution(text: string, instance: QuadraticAssignment): KnownSolution {
  const [size, value, ...listed] = numbersOf(text.replaceAll(",", " "));
  const assignment = listed.map((location) => location - 1);
  if (size !== instance.size || assignment.toSorted((x, y) => x - y).some((location, at) => location !== at))
    throw new InstanceError(
      `a solution of size ${instance.size} lists a permutation of 1 to ${instance.size}`,
    );
  if (assignment.length !== size) throw new InstanceError(`a solution lists ${instance.size} locations`);
  const inverse = assignment.map((_, location) => assignment.indexOf(location));
  const found = [assignment, inverse].find((each) => valueOf(instance, each) === value);
  if (found === undefined)
    throw new InstanceError(
      `the permutation's value is ${valueOf(instance, assignment)}, its inverse's ${valueOf(instance, inverse)}, stated is ${value}`,
    );
  return { value, assignment: found };
}

/** The value of an assignment, diagonals included. */
export function valueOf(
  { size, flow, distance }: QuadraticAssignment,
  assignment: ArrayLike<number>,
): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) sum += flow[i * size + j] * distance[assignment[i] * size + assignment[j]];
  }
  return sum;
}

/**
 * The instance as a placement problem: facilities are VMs, locations are hosts with one slot each beside the Proxy (host 0), a distance
 * d is a path of 1/d bit/s. VM i starts on host i + 1.
 *
 * A VM says nothing to itself, so the diagonals have no place in it. They add the same to every assignment where one of the two is constant or
 * zero, as in all of QAPLIB; else `InstanceError` is thrown.
 */
export function problemOfAssignment(instance: QuadraticAssignment): Problem {
  const { size, flow, distance } = instance;
  const diagonal = (matrix: Float64Array): Set<number> =>
    new Set(Array.from({ length: size }, (_, at) => matrix[at * (size + 1)]));
  const [own, there] = [diagonal(flow), diagonal(distance)];
  if (own.size > 1 && there.size > 1)
    throw new InstanceError("an instance whose two diagonals both vary is no placement of VMs");
  return problemOfMatrices(flow, distance, size, 1);
}

/** The assignment that a mapping of that problem is. */
export function assignmentOf(mapping: Int32Array): number[] {
  return [...mapping].map((host) => host - 1);
}

function numbersOf(text: string): number[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(Number);
}
