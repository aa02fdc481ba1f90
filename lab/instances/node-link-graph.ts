// Reads networkx's node-link JSON, as Teal's topologies have it: ids need not be in order.
import { z } from "zod";
import { GraphCollector, type AttributeValue, type ReadGraph } from "./topology-graph.ts";

const id = z.union([z.string(), z.number()]);
const schema = z.looseObject({
  directed: z.boolean().default(false),
  nodes: z.array(z.looseObject({ id })),
  links: z.array(z.looseObject({ source: id, target: id })),
});

/** Attributes other than texts, numbers and truth values are left out. */
export function readNodeLinkGraph(text: string): ReadGraph {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: "not JSON" };
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    return { fault: "not node-link JSON: expected `nodes` with ids and `links` with ends" };
  const { directed, nodes, links } = parsed.data;
  const collector = new GraphCollector();
  for (const { id: own, ...rest } of nodes) collector.addNode(String(own), attributesOf(rest));
  for (const { source, target, ...rest } of links)
    collector.addEdge([String(source), String(target)], directed, attributesOf(rest));
  return { graph: collector.graph(directed, new Map()), problems: collector.problems };
}

function attributesOf(values: Readonly<Record<string, unknown>>): Map<string, AttributeValue> {
  return new Map(
    Object.entries(values).filter(
      (entry): entry is [string, AttributeValue] =>
        typeof entry[1] === "string" || typeof entry[1] === "number" || typeof entry[1] === "boolean",
    ),
  );
}
