// Whether a tree is the complete binary tree that fills its levels from the left, by the canonical form of Aho, Hopcroft and Ullman.
import { maximumDegree, undirectedGraph, type UndirectedGraph } from "./undirected-graph.ts";

/** Numbers the different kinds of subtrees: two vertices get the same number exactly when what hangs on them is alike. */
class SubtreeKinds {
  readonly #kinds = new Map<string, number>();

  of(children: readonly number[]): number {
    const key = [...children].sort((x, y) => x - y).join(" ");
    const kind = this.#kinds.get(key) ?? this.#kinds.size;
    this.#kinds.set(key, kind);
    return kind;
  }
}

/** The tree has at least two vertices. Near-linear: subtrees of at most three children are sorted. */
export function isHeapShaped(tree: UndirectedGraph): boolean {
  if (maximumDegree(tree) > 3) return false;
  const heap = undirectedGraph(
    Array.from({ length: tree.order - 1 }, (_, child) => ({ a: child >> 1, b: child + 1 })),
  );
  const kinds = new SubtreeKinds();
  const forms = new Set(centresOf(heap).map((centre) => kindOfTree(heap, centre, kinds)));
  return centresOf(tree).some((centre) => forms.has(kindOfTree(tree, centre, kinds)));
}

/** The one or two vertices in the middle: what is left when leaves are taken off, round by round. */
function centresOf({ order, neighbours }: UndirectedGraph): number[] {
  const degrees = neighbours.map(({ length }) => length);
  let leaves = [...degrees.keys()].filter((vertex) => degrees[vertex] <= 1);
  for (let left = order; left > 2;) {
    left -= leaves.length;
    const next: number[] = [];
    for (const leaf of leaves)
      for (const neighbour of neighbours[leaf]) if (--degrees[neighbour] === 1) next.push(neighbour);
    leaves = next;
  }
  return leaves;
}

function kindOfTree({ order, neighbours }: UndirectedGraph, root: number, kinds: SubtreeKinds): number {
  const parent = new Int32Array(order).fill(-1);
  const fromTheRoot = [root];
  for (const vertex of fromTheRoot)
    for (const neighbour of neighbours[vertex]) {
      if (neighbour === parent[vertex]) continue;
      parent[neighbour] = vertex;
      fromTheRoot.push(neighbour);
    }
  const kind = new Int32Array(order);
  for (const vertex of fromTheRoot.toReversed()) {
    const children = neighbours[vertex].filter((neighbour) => neighbour !== parent[vertex]);
    kind[vertex] = kinds.of(children.map((child) => kind[child]));
  }
  return kind[root];
}
