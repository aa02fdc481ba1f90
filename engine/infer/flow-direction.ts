// Which way the traffic of a topology goes: exchanged, gathered at one VM, spread from one, or along the edges one way.
import type { Direction, Edge } from "../model/application.ts";
import { entryAt, type SparseMatrix } from "../model/sparse-matrix.ts";

/** An edge goes one way when the weaker direction has at most this share of the stronger: acknowledgements are less. Own choice. */
const oneWayShare = 0.25;

/** And both ways from this share on. Own choice. */
const bothWaysShare = 0.5;

/**
 * A reduction leads from every VM but one over exactly one edge onwards, without a cycle: a tree, directed towards its
 * root. A broadcast is the reverse. A single edge that goes one way is taken for a reduction.
 */
export function flowDirection(topology: readonly Edge[], demand: SparseMatrix): Direction {
  const arrows: { readonly from: number; readonly to: number }[] = [];
  let both = 0;
  for (const { a, b } of topology) {
    const forth = entryAt(demand, a, b);
    const back = entryAt(demand, b, a);
    const share = Math.min(forth, back) / Math.max(forth, back);
    if (share <= oneWayShare) arrows.push(forth > back ? { from: a, to: b } : { from: b, to: a });
    else if (share >= bothWaysShare) both++;
  }
  if (topology.length > 0 && both === topology.length) return { kind: "exchange" };
  if (arrows.length === 0 || arrows.length < topology.length) return { kind: "mixed" };
  const sink = rootOfArrows(arrows);
  if (sink !== undefined) return { kind: "reduction", root: sink };
  const source = rootOfArrows(arrows.map(({ from, to }) => ({ from: to, to: from })));
  return source === undefined ? { kind: "one-way" } : { kind: "broadcast", root: source };
}

/** The VM to which all arrows lead, when every other one has exactly one arrow onwards and none goes round. */
function rootOfArrows(arrows: readonly { readonly from: number; readonly to: number }[]): number | undefined {
  const onwards = new Map(arrows.map(({ from, to }) => [from, to]));
  const vms = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  if (onwards.size !== arrows.length || vms.size !== arrows.length + 1) return undefined;
  const root = [...vms].find((vm) => !onwards.has(vm));
  const leads = new Set([root]); // VMs known to reach the root
  for (const start of vms) {
    const walked = new Set<number>();
    for (let at: number | undefined = start; at !== undefined && !leads.has(at); at = onwards.get(at)) {
      if (walked.has(at)) return undefined;
      walked.add(at);
    }
    for (const vm of walked) leads.add(vm);
  }
  return root;
}
