// Textbook topologies as edge lists on VMs 0, 1, …: what inference is tested and measured with.
import type { Edge } from "../../engine/model/application.ts";

/** An edge with its ends in order. */
export function edge(a: number, b: number): Edge {
  return a < b ? { a, b } : { a: b, b: a };
}

export function busOf(size: number): Edge[] {
  return Array.from({ length: size - 1 }, (_, position) => edge(position, position + 1));
}

export function ringOf(size: number): Edge[] {
  return [...busOf(size), edge(0, size - 1)];
}

export function starOf(size: number): Edge[] {
  return Array.from({ length: size - 1 }, (_, position) => edge(0, position + 1));
}

export function allToAllOf(size: number): Edge[] {
  return Array.from({ length: size }, (_, b) => Array.from({ length: b }, (_unused, a) => edge(a, b))).flat();
}

export function binaryTreeOf(size: number): Edge[] {
  return Array.from({ length: size - 1 }, (_, position) => edge(position >> 1, position + 1));
}

/** The grid with the given sizes; closed into cycles where `wraps`. */
export function gridOf(sizes: readonly number[], wraps: boolean): Edge[] {
  const order = sizes.reduce((product, size) => product * size, 1);
  const edges: Edge[] = [];
  let stride = 1;
  for (const size of sizes) {
    for (let vertex = 0; vertex < order; vertex++) {
      const coordinate = Math.floor(vertex / stride) % size;
      if (coordinate + 1 < size) edges.push(edge(vertex, vertex + stride));
      else if (wraps && size > 2) edges.push(edge(vertex, vertex - (size - 1) * stride));
    }
    stride *= size;
  }
  return edges;
}

export function meshOf(...sizes: number[]): Edge[] {
  return gridOf(sizes, false);
}

export function torusOf(...sizes: number[]): Edge[] {
  return gridOf(sizes, true);
}

export function hypercubeOf(dimensions: number): Edge[] {
  return meshOf(...Array<number>(dimensions).fill(2));
}
