// Communication matrices of parallel programs, and placements of their ranks that were published for them.
import type { Problem } from "../../engine/model/problem.ts";
import { InstanceError } from "./instance-errors.ts";
import { problemOfMatrices } from "./matrix-problem.ts";

/** Rank x rank, row = from, bytes; a rank may send to itself. */
export interface CommunicationMatrix {
  readonly size: number;
  readonly bytes: Float64Array;
}

/** A regular grid of nodes with one rank each. Node x, y, z has the index (x * sizeY + y) * sizeZ + z, and so on. */
export interface Grid {
  readonly sizes: readonly number[];
  readonly isTorus: boolean;
}

/** Reads a square of numbers separated by commas, a line per row (MapLib). Throws `InstanceError`. */
export function parseMatrixCsv(text: string): CommunicationMatrix {
  const rows = linesOf(text).map((line) => line.split(",").map(Number));
  const size = rows.length;
  const odd = rows.findIndex((row) => row.length !== size || row.some(Number.isNaN));
  if (size === 0 || odd >= 0)
    throw new InstanceError(`a matrix of ${size} rows has as many numbers in each, row ${odd + 1} has not`);
  return { size, bytes: Float64Array.from(rows.flat()) };
}

/** Reads lines `a , b = bytes`, undirected; other lines are headings. Half of the bytes go each way. `size`: of the application. */
export function parseEdgeList(text: string, size: number): CommunicationMatrix {
  const bytes = new Float64Array(size * size);
  for (const line of linesOf(text)) {
    const found = /^\s*(\d+)\s*,\s*(\d+)\s*=\s*([\d.eE+]+)\s*$/.exec(line);
    if (found === null) continue;
    const [from, to, amount] = found.slice(1).map(Number);
    if (from >= size || to >= size)
      throw new InstanceError(`there is no rank ${Math.max(from, to)} of ${size}`);
    bytes[from * size + to] += amount / 2;
    bytes[to * size + from] += amount / 2;
  }
  return { size, bytes };
}

/** Reads a published placement (MapLib): lines of coordinates, number of ranks, rank. Rank -> index of its node. Throws `InstanceError`. */
export function parsePlacement(text: string, { sizes }: Grid): number[] {
  const nodeOf: number[] = [];
  for (const line of linesOf(text)) {
    const numbers = line.trim().split(/\s+/).map(Number);
    if (numbers.some(Number.isNaN)) continue; // a heading
    const [coordinates, ranks] = [numbers.slice(0, sizes.length), numbers.slice(sizes.length + 1)];
    if (ranks.length !== numbers[sizes.length])
      throw new InstanceError(`\`${line}\` states ${numbers[sizes.length]} ranks and lists ${ranks.length}`);
    const node = coordinates.reduce((index, coordinate, axis) => index * sizes[axis] + coordinate, 0);
    for (const rank of ranks) nodeOf[rank] = node;
  }
  const missing = Array.from(nodeOf).findIndex((node) => node === undefined);
  if (nodeOf.length === 0 || missing >= 0) throw new InstanceError(`rank ${missing} is placed nowhere`);
  return nodeOf;
}

/** Hops between any two nodes, by rows. */
export function gridDistances({ sizes, isTorus }: Grid): Float64Array {
  const nodes = sizes.reduce((product, size) => product * size, 1);
  const coordinatesOf = (node: number): number[] => {
    const coordinates: number[] = [];
    for (const size of sizes.toReversed()) {
      coordinates.unshift(node % size);
      node = Math.floor(node / size);
    }
    return coordinates;
  };
  const all = Array.from({ length: nodes }, (_, node) => coordinatesOf(node));
  const hops = (from: readonly number[], to: readonly number[]): number =>
    from.reduce((sum, coordinate, axis) => {
      const apart = Math.abs(coordinate - to[axis]);
      return sum + (isTorus ? Math.min(apart, sizes[axis] - apart) : apart);
    }, 0);
  return Float64Array.from(all.flatMap((from) => all.map((to) => hops(from, to))));
}

/** Bytes times hops over all messages: what published placements are compared by. */
export function hopBytes(
  { size, bytes }: CommunicationMatrix,
  distances: Float64Array,
  nodeOf: ArrayLike<number>,
): number {
  const nodes = Math.sqrt(distances.length);
  let sum = 0;
  for (let from = 0; from < size; from++)
    for (let to = 0; to < size; to++)
      sum += bytes[from * size + to] * distances[nodeOf[from] * nodes + nodeOf[to]];
  return sum;
}

/** Ranks as VMs, bytes as bit/s, nodes as hosts with one slot, hops as distances. Rank i starts on node i, which is host i + 1. */
export function problemOfCommunication({ bytes, size }: CommunicationMatrix, grid: Grid): Problem {
  return problemOfMatrices(bytes, gridDistances(grid), size, 1);
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}
