// Reads GraphML: one graph with typed attributes. http://graphml.graphdrawing.org/specification.html
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { GraphCollector, type AttributeValue, type ReadGraph } from "./topology-graph.ts";

/** An element: attributes under `@name`, text under `#text`, children as lists under their names. */
interface Element {
  readonly [name: string]: string | readonly Element[] | undefined;
}

/** A declared attribute of graphs, nodes or edges. */
interface Key {
  readonly name: string;
  readonly type: string;
  readonly scope: string; // graph, node, edge, port, all
  readonly default: string | undefined;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  alwaysCreateTextNode: true,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/** Of several graphs the first is read. Ports, hyperedges and graphs within nodes are said and left out. */
export function readGraphml(text: string): ReadGraph {
  const valid = XMLValidator.validate(text);
  if (valid !== true) return { fault: `not XML, line ${valid.err.line}: ${inOneLine(valid.err.msg)}` };
  const [root] = childrenOf(parser.parse(text) as Element, "graphml");
  if (root === undefined) return { fault: "not GraphML: the root is no `graphml`" };
  const [graph, ...others] = childrenOf(root, "graph");
  if (graph === undefined) return { fault: "there is no `graph` in it" };

  const collector = new GraphCollector();
  const { problems } = collector;
  if (others.length > 0) problems.push(`the file holds ${others.length + 1} graphs; the first is read`);
  for (const name of ["hyperedge", "port"]) {
    const count = childrenOf(graph, name).length;
    if (count > 0) problems.push(`${count} \`${name}\` left out`);
  }
  const keys = readKeys(root);
  const directed = attribute(graph, "edgedefault") === "directed";
  for (const node of childrenOf(graph, "node")) {
    const id = attribute(node, "id");
    if (childrenOf(node, "graph").length > 0)
      problems.push(`the graph within node \`${id ?? ""}\` is left out`);
    collector.addNode(id, readData(node, "node", keys, problems));
  }
  for (const edge of childrenOf(graph, "edge")) {
    const own = attribute(edge, "directed");
    const ends = [attribute(edge, "source"), attribute(edge, "target")] as const;
    const isDirected = own === undefined ? directed : own === "true";
    collector.addEdge(ends, isDirected, readData(edge, "edge", keys, problems));
  }
  return { graph: collector.graph(directed, readData(graph, "graph", keys, problems)), problems };
}

function readKeys(root: Element): Map<string, Key> {
  const keys = new Map<string, Key>();
  for (const key of childrenOf(root, "key")) {
    const id = attribute(key, "id");
    if (id === undefined) continue;
    const [standard] = childrenOf(key, "default");
    keys.set(id, {
      name: attribute(key, "attr.name") ?? id,
      type: attribute(key, "attr.type") ?? "string",
      scope: attribute(key, "for") ?? "all",
      default: standard && textOf(standard),
    });
  }
  return keys;
}

/** The attributes of an element, by name; those that it leaves out have their key's default. */
function readData(
  element: Element,
  scope: string,
  keys: ReadonlyMap<string, Key>,
  problems: string[],
): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  for (const key of keys.values()) {
    if (key.default !== undefined && (key.scope === scope || key.scope === "all"))
      put(attributes, key, key.default, problems);
  }
  for (const data of childrenOf(element, "data")) {
    const id = attribute(data, "key");
    const key = id === undefined ? undefined : keys.get(id);
    if (key === undefined) problems.push(`data with the undeclared key \`${id ?? ""}\` is left out`);
    else put(attributes, key, textOf(data), problems);
  }
  return attributes;
}

function put(
  attributes: Map<string, AttributeValue>,
  { name, type }: Key,
  text: string,
  problems: string[],
): void {
  if (type === "string") attributes.set(name, text);
  else if (type === "boolean") attributes.set(name, text === "true" || text === "1");
  else if (text !== "" && Number.isFinite(Number(text))) attributes.set(name, Number(text));
  else problems.push(`\`${name}\` is to be a number (${type}), found \`${text}\``);
}

function childrenOf(element: Element, name: string): readonly Element[] {
  const children = element[name];
  return Array.isArray(children) ? (children as readonly Element[]) : [];
}

function attribute(element: Element, name: string): string | undefined {
  const value = element[`@${name}`];
  return typeof value === "string" ? value : undefined;
}

function textOf(element: Element): string {
  const text = element["#text"];
  return typeof text === "string" ? text : "";
}

function inOneLine(message: string): string {
  const line = message.replaceAll(/\s+/g, " ").replace(/\.$/, "");
  return line.charAt(0).toLowerCase() + line.slice(1);
}
