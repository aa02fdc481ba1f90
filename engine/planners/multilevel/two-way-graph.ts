// The graph that is cut in two: nodes are units, or groups of them where it has been coarsened.

/** Entries of node n are `rowStart[n] ..< rowStart[n + 1]`; every edge stands in both its rows. */
export interface TwoWayGraph {
  readonly nodes: number;
  readonly rowStart: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly bps: Float64Array;
  readonly weight: Float64Array; // slots
  /** What the node's traffic with others outside the graph costs on side 1 more than on side 0; ±Infinity = it must be on side 0, 1. */
  readonly bias: Float64Array;
}

/** Merges each node with the unmerged neighbour that it exchanges most with, as long as both weigh no more than `most` together. */
export function coarsen(graph: TwoWayGraph, most: number): { coarse: TwoWayGraph; groupOf: Uint32Array } {
  const { nodes, rowStart, neighbour, bps, weight, bias } = graph;
  const groupOf = new Uint32Array(nodes);
  const isMerged = new Uint8Array(nodes);
  const members: [number, number][] = []; // the second is -1 for a node that stays alone
  for (let node = 0; node < nodes; node++) {
    if (isMerged[node] === 1) continue;
    let partner = -1;
    let heaviest = 0;
    for (let at = rowStart[node]; at < rowStart[node + 1]; at++) {
      const other = neighbour[at];
      if (isMerged[other] === 1 || bps[at] <= heaviest || weight[node] + weight[other] > most) continue;
      if (Math.abs(bias[node] + bias[other]) === Infinity) continue;
      partner = other;
      heaviest = bps[at];
    }
    isMerged[node] = 1;
    groupOf[node] = members.length;
    if (partner >= 0) {
      isMerged[partner] = 1;
      groupOf[partner] = members.length;
    }
    members.push([node, partner]);
  }
  return { coarse: merged(graph, members, groupOf), groupOf };
}

function merged(
  { rowStart, neighbour, bps, weight, bias }: TwoWayGraph,
  members: readonly (readonly [number, number])[],
  groupOf: Uint32Array,
): TwoWayGraph {
  const nodes = members.length;
  const starts = new Uint32Array(nodes + 1);
  const neighbours = new Uint32Array(neighbour.length);
  const sums = new Float64Array(neighbour.length);
  const weights = new Float64Array(nodes);
  const biases = new Float64Array(nodes);
  const positionOf = new Int32Array(nodes).fill(-1); // of the group in the row that is being built
  let filled = 0;
  for (let group = 0; group < nodes; group++) {
    const start = filled;
    for (const node of members[group]) {
      if (node < 0) continue;
      weights[group] += weight[node];
      biases[group] += bias[node];
      for (let at = rowStart[node]; at < rowStart[node + 1]; at++) {
        const other = groupOf[neighbour[at]];
        if (other === group) continue;
        if (positionOf[other] < start) {
          positionOf[other] = filled;
          neighbours[filled++] = other;
        }
        sums[positionOf[other]] += bps[at];
      }
    }
    starts[group + 1] = filled;
  }
  return {
    nodes,
    rowStart: starts,
    neighbour: neighbours.slice(0, filled),
    bps: sums.slice(0, filled),
    weight: weights,
    bias: biases,
  };
}
