// What a declared topology is taken for: its shape, exactly or nearly, which way its traffic goes, and how sure that is.
import type { Edge, Recognition } from "../model/application.ts";
import { entryAt, type SparseMatrix } from "../model/sparse-matrix.ts";
import { classifyShape } from "./classify-shape.ts";
import { flowDirection } from "./flow-direction.ts";
import { nearestShape } from "./nearest-shape.ts";

/**
 * The confidence is the fit of the shape (1 = exact, else the Dice coefficient of its edges with those seen, from 0.9),
 * times the share of the pairs of VMs that can reach one another (below 1 where the topology is in parts, which may as
 * well be several applications), times (1 + margin) / 2: with a flow at the prune threshold it is even odds which topology it is. 0 where no shape is
 * near. `margin`: 0..1, how clear it was which pairs count.
 */
export function recogniseTopology(
  topology: readonly Edge[],
  demand: SparseMatrix,
  margin: number,
): Recognition {
  const exact = classifyShape(topology);
  const direction = flowDirection(topology, demand);
  const odds = (1 + margin) / 2;
  if (exact[0]?.class !== "irregular")
    return { shape: exact, missing: [], extra: [], direction, confidence: odds };
  const strength = ({ a, b }: Edge): number => Math.max(entryAt(demand, a, b), entryAt(demand, b, a));
  const near = nearestShape(topology, strength);
  if (near === undefined) return { shape: exact, missing: [], extra: [], direction, confidence: 0 };
  const { shape, missing, extra, fit, reach } = near;
  return { shape, missing, extra, direction, confidence: fit * reach * odds };
}
