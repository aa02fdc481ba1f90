// What a declared topology is taken for: its shape, exactly or nearly, which way its traffic goes, and how sure that is.
import type { Edge, Recognition } from "../model/application.ts";
import type { SparseMatrix } from "../model/sparse-matrix.ts";
import { classifyShape } from "./classify-shape.ts";
import { flowDirection } from "./flow-direction.ts";

export function recogniseTopology(topology: readonly Edge[], demand: SparseMatrix): Recognition {
  const shape = classifyShape(topology);
  const isKnown = shape[0]?.class !== "irregular";
  return {
    shape,
    missing: [],
    extra: [],
    direction: flowDirection(topology, demand),
    confidence: isKnown ? 1 : 0,
  };
}
