// Cuts a graph in two: coarsened until it is small, cut there in several ways, and refined on the way back (Hendrickson and Leland 1995).
import { TwoWayCut, type Sides } from "./two-way-cut.ts";
import { coarsen, type TwoWayGraph } from "./two-way-graph.ts";

/** Own choices: below this many nodes a graph is cut as it is; how many first cuts are tried; passes per level. */
const smallest = 60;
const seeds = 4;
const passes = 4;

/** Node -> side. Sides may be too full by the fraction of a node where weights do not add up otherwise. */
export function bisect(graph: TwoWayGraph, sides: Sides, random: () => number): Uint8Array {
  const total = graph.weight.reduce((sum, weight) => sum + weight, 0);
  const most = Math.max(2, Math.min(total / 16, Math.min(...sides.room) / 4));
  if (graph.nodes > smallest) {
    const { coarse, groupOf } = coarsen(graph, most);
    if (coarse.nodes < 0.95 * graph.nodes) {
      const coarseSides = bisect(coarse, sides, random);
      const cut = new TwoWayCut(
        graph,
        sides,
        Uint8Array.from(groupOf, (group) => coarseSides[group]),
      );
      cut.improve(passes);
      return cut.sideOf;
    }
  }
  return firstCut(graph, sides, total, random);
}

/** The best of several: all on one side, and regions grown from random nodes until side 0 has its share. */
function firstCut(graph: TwoWayGraph, sides: Sides, total: number, random: () => number): Uint8Array {
  const [one, other] = sides.room;
  const share = Math.max(total - other, Math.min(one, (total * one) / (one + other)));
  const starts: Uint8Array[] = [new Uint8Array(graph.nodes), new Uint8Array(graph.nodes).fill(1)];
  for (let seed = 0; seed < seeds; seed++)
    starts.push(grown(graph, share, Math.floor(random() * graph.nodes)));
  let best: TwoWayCut | undefined;
  let leastCost = Infinity;
  for (const start of starts) {
    const cut = new TwoWayCut(graph, sides, held(graph, start));
    cut.improve(2 * passes);
    const cost = cut.cost();
    const isBetter =
      best === undefined || cut.excess < best.excess || (cut.excess === best.excess && cost < leastCost);
    if (isBetter) [best, leastCost] = [cut, cost];
  }
  return best!.sideOf;
}

/** Side 0 holds `share` slots around the seed: always the node that exchanges most with it next. */
function grown(
  { nodes, rowStart, neighbour, bps, weight }: TwoWayGraph,
  share: number,
  seed: number,
): Uint8Array {
  const sideOf = new Uint8Array(nodes).fill(1);
  const pull = new Float64Array(nodes);
  let next = seed;
  for (let held = 0; next >= 0 && held + weight[next] <= share;) {
    sideOf[next] = 0;
    held += weight[next];
    for (let at = rowStart[next]; at < rowStart[next + 1]; at++) pull[neighbour[at]] += bps[at];
    next = -1;
    for (let node = 0; node < nodes; node++)
      if (sideOf[node] === 1 && (next < 0 || pull[node] > pull[next])) next = node;
  }
  return sideOf;
}

function held({ bias }: TwoWayGraph, sideOf: Uint8Array): Uint8Array {
  return sideOf.map((side, node) => (Math.abs(bias[node]) === Infinity ? Number(bias[node] < 0) : side));
}
