// Names the shape of an application topology: every class that fits exactly, best first.
import { shapeClasses, type ShapeClass } from "../../lang/ir/facts.ts";
import type { Edge, Shape } from "../model/application.ts";
import { cartesianFactors, type Factor } from "./cartesian-factors.ts";
import { isHeapShaped } from "./heap-shape.ts";
import { connectedParts, maximumDegree, undirectedGraph, type UndirectedGraph } from "./undirected-graph.ts";

/** Dimensions of the class when the graph is an instance of it ([] where the class has none), else undefined. */
type Recogniser = (graph: UndirectedGraph, factors: readonly Factor[] | undefined) => number[] | undefined;

/** A connected graph has `order - 1` edges exactly when it is a tree. */
function isTree(graph: UndirectedGraph): boolean {
  return graph.edges.length === graph.order - 1;
}

function when(holds: boolean): number[] | undefined {
  return holds ? [] : undefined;
}

/** Called with connected graphs of at least one edge. A mesh or torus has two dimensions or more: with one it is a bus or a ring. */
const recognisers: Record<Exclude<ShapeClass, "none" | "irregular">, Recogniser> = {
  ring: (graph) => when(graph.order >= 3 && graph.neighbours.every(({ length }) => length === 2)),
  bus: (graph) => when(isTree(graph) && maximumDegree(graph) <= 2),
  star: (graph) => when(isTree(graph) && maximumDegree(graph) === graph.order - 1),
  mesh: (_, factors) => {
    const isMesh = factors !== undefined && factors.length >= 2 && factors.every(isPath);
    return isMesh ? factors.map(({ size }) => size) : undefined;
  },
  torus: (_, factors) => (factors === undefined ? undefined : torusDimensions(factors)),
  hypercube: (_, factors) => {
    const isCube = factors !== undefined && factors.every(({ size }) => size === 2);
    return isCube ? [factors.length] : undefined;
  },
  "binary-tree": (graph) => when(isTree(graph) && isHeapShaped(graph)),
  tree: (graph) => when(isTree(graph)),
  "all-to-all": (graph) => when(graph.edges.length === (graph.order * (graph.order - 1)) / 2),
};

function isPath({ kind }: Factor): boolean {
  return kind === "path";
}

/** Every dimension is a cycle of at least 3; two single edges make a cycle of 4. */
function torusDimensions(factors: readonly Factor[]): number[] | undefined {
  const paths = factors.filter(isPath);
  if (paths.length % 2 !== 0 || paths.some(({ size }) => size !== 2)) return undefined;
  const cycles = factors.filter((factor) => !isPath(factor)).map(({ size }) => size);
  const dimensions = [...cycles, ...Array<number>(paths.length / 2).fill(4)].sort((x, y) => y - x);
  return dimensions.length >= 2 ? dimensions : undefined;
}

/**
 * All identities of a topology, in the order of `shapeClasses`: the first is its `app.shape`. A ring of four is also a
 * 2 x 2 mesh and a hypercube of two dimensions. Mesh and torus give their sizes, largest first; hypercube the number of
 * dimensions. Without an edge `none`; a topology that is not connected, or fits nothing, is `irregular`.
 */
export function classifyShape(edges: readonly Edge[]): Shape[] {
  if (edges.length === 0) return [{ class: "none" }];
  const graph = undirectedGraph(edges);
  if (connectedParts(graph.order, graph.edges).count !== 1) return [{ class: "irregular" }];
  const factors = cartesianFactors(graph);
  const shapes = shapeClasses.flatMap((name): Shape[] => {
    if (name === "none" || name === "irregular") return [];
    const dimensions = recognisers[name](graph, factors);
    if (dimensions === undefined) return [];
    return [dimensions.length === 0 ? { class: name } : { class: name, dimensions }];
  });
  return shapes.length > 0 ? shapes : [{ class: "irregular" }];
}
