// What can be counted in a graph: to hold readers against what others have counted.
import type { TopologyGraph } from "../../../lab/instances/topology-graph.ts";

export function graphFacts({ directed, nodes, edges }: TopologyGraph): Readonly<Record<string, unknown>> {
  const pairs = new Set(
    edges
      .filter(({ source, target }) => source !== target)
      .map(({ source, target }) => [source, target].sort((x, y) => x - y).join("-")),
  );
  const loops = edges.filter(({ source, target }) => source === target).length;
  const part = nodes.map((_, index) => index);
  const rootOf = (node: number): number => (part[node] === node ? node : rootOf(part[node]));
  for (const { source, target } of edges) part[rootOf(source)] = rootOf(target);
  const labels = nodes.flatMap(({ attributes }) =>
    attributes.has("label") ? [attributes.get("label")] : [],
  );
  return {
    nodes: nodes.length,
    edges: edges.length,
    directed,
    self_loops: loops,
    parallel_extra: edges.length - loops - pairs.size,
    distinct_unordered_edges: pairs.size,
    components: nodes.filter((_, index) => rootOf(index) === index).length,
    duplicate_labels: labels.length - new Set(labels).size,
    nodes_without_coordinates: nodes.filter(({ attributes }) => !attributes.has("Longitude")).length,
    edges_with_LinkSpeedRaw: edges.filter(({ attributes }) => attributes.has("LinkSpeedRaw")).length,
  };
}
