// Reads GML, the Graph Modelling Language: key-value pairs in nested lists. Himsolt, GML: A portable graph file format (1997).
import { GraphCollector, type AttributeValue, type ReadGraph } from "./topology-graph.ts";

/** A value is a number, a string, or a list of pairs; keys may repeat. */
type Value = string | number | List;
type List = readonly { readonly key: string; readonly value: Value }[];

/** Nested lists of a node or an edge (graphics, for one) are left out and said; of several graphs the first is read. */
export function readGml(text: string): ReadGraph {
  const read = parse(text);
  if ("fault" in read) return read;
  const graphs = read.list.filter(({ key }) => key === "graph").map(({ value }) => value);
  const [graph] = graphs;
  if (!Array.isArray(graph)) return { fault: "there is no `graph [ … ]` in it" };
  const pairs = graph as List;
  const collector = new GraphCollector();
  const { problems } = collector;
  if (graphs.length > 1) problems.push(`the file holds ${graphs.length} graphs; the first is read`);
  const own = pairs.filter(({ key }) => key !== "node" && key !== "edge");
  const attributes = attributesOf(own, "the graph", problems);
  const directed = attributes.get("directed") === 1;
  const parts = (name: string): List[] =>
    pairs.flatMap(({ key, value }) => (key === name && Array.isArray(value) ? [value as List] : []));
  for (const node of parts("node"))
    collector.addNode(textAt(node, "id"), attributesOf(node, "a node", problems));
  for (const edge of parts("edge")) {
    const ends = [textAt(edge, "source"), textAt(edge, "target")] as const;
    collector.addEdge(ends, directed, attributesOf(edge, "an edge", problems));
  }
  return { graph: collector.graph(directed, attributes), problems };
}

const structural = new Set(["id", "source", "target"]);

function attributesOf(list: List, where: string, problems: string[]): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  for (const { key, value } of list) {
    if (typeof value === "object") problems.push(`the list \`${key}\` of ${where} is left out`);
    else if (!structural.has(key) || (key === "id" && typeof value === "string")) attributes.set(key, value);
  }
  return attributes;
}

/** Of a key that repeats the first number counts, else the first text: edges may have both an id of their own and ends. */
function textAt(list: List, name: string): string | undefined {
  const values = list.flatMap(({ key, value }) => (key === name && typeof value !== "object" ? [value] : []));
  const found = values.find((value) => typeof value === "number") ?? values[0];
  return found === undefined ? undefined : String(found);
}

const token =
  /\s+|#[^\n]*|(\[)|(\])|"([^"]*)"|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![\w.])|([A-Za-z_]\w*)/y;

function parse(text: string): { readonly list: List } | { readonly fault: string } {
  const open: { key: string; value: Value }[][] = [[]];
  let key: string | undefined;
  const faultAt = (at: number, what: string): { fault: string } => ({
    fault: `not GML, line ${text.slice(0, at).split("\n").length}: ${what}`,
  });
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) {
      token.lastIndex = at + 1;
      return faultAt(at, `\`${text[at]}\` was not expected`);
    }
    const [, opens, closes, quoted, number, name] = match;
    const put = (value: Value): void => {
      open[open.length - 1].push({ key: key ?? "", value });
      key = undefined;
    };
    if (name !== undefined) {
      if (key !== undefined) return faultAt(at, `\`${key}\` has no value`);
      key = name;
    } else if (closes !== undefined) {
      if (key !== undefined) return faultAt(at, `\`${key}\` has no value`);
      if (open.length === 1) return faultAt(at, "`]` closes nothing");
      open.pop();
    } else if (opens !== undefined || quoted !== undefined || number !== undefined) {
      if (key === undefined) return faultAt(at, "a value without a key");
      if (opens !== undefined) {
        const inner: { key: string; value: Value }[] = [];
        put(inner);
        open.push(inner);
      } else put(quoted === undefined ? Number(number) : decode(quoted));
    }
  }
  if (open.length > 1) return faultAt(text.length, `${open.length - 1} \`[\` not closed`);
  return key === undefined ? { list: open[0] } : faultAt(text.length, `\`${key}\` has no value`);
}

const entities: Readonly<Record<string, string>> = { amp: "&", quot: '"', lt: "<", gt: ">", apos: "'" };

/** GML is ASCII: other characters are written as HTML's entities. Those that are not known here stay as they are. */
function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|([a-z]+));/g, (whole, code: string | undefined, name: string) => {
    if (code === undefined) return entities[name] ?? whole;
    return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole;
  });
}
