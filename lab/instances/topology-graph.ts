// A network as a graph file describes it: what the readers of GraphML and GML have in common.

export type AttributeValue = string | number | boolean;

/** `id`: as the file writes it, unique. `label`: its own name for people, which other nodes may have too; the id where it has none. */
export interface TopologyNode {
  readonly id: string;
  readonly label: string;
  readonly attributes: ReadonlyMap<string, AttributeValue>;
}

/** `source` and `target` are indices of nodes; equal for a loop. Several edges may join the same two nodes. */
export interface TopologyEdge {
  readonly source: number;
  readonly target: number;
  readonly directed: boolean;
  readonly attributes: ReadonlyMap<string, AttributeValue>;
}

/** Nodes and edges in the order of the file, none left out or merged. */
export interface TopologyGraph {
  readonly directed: boolean;
  readonly attributes: ReadonlyMap<string, AttributeValue>;
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}

/** `problems`: what the file says that cannot be so or is not read, one sentence each; the rest was read. `fault`: nothing could be. */
export type ReadGraph =
  { readonly graph: TopologyGraph; readonly problems: readonly string[] } | { readonly fault: string };

/** Collects nodes and edges as a reader finds them, and says what cannot be so. */
export class GraphCollector {
  readonly problems: string[] = [];
  readonly #nodes: TopologyNode[] = [];
  readonly #edges: TopologyEdge[] = [];
  readonly #byId = new Map<string, number>();

  addNode(id: string | undefined, attributes: ReadonlyMap<string, AttributeValue>): void {
    if (id === undefined) this.problems.push(`node ${this.#nodes.length + 1} has no id and is left out`);
    else if (this.#byId.has(id))
      this.problems.push(`two nodes have the id \`${id}\`; the second is left out`);
    else {
      this.#byId.set(id, this.#nodes.length);
      const label = attributes.get("label");
      this.#nodes.push({ id, label: label === undefined ? id : String(label), attributes });
    }
  }

  /** To be called when all nodes are known. */
  addEdge(
    [source, target]: readonly [string | undefined, string | undefined],
    directed: boolean,
    attributes: ReadonlyMap<string, AttributeValue>,
  ): void {
    const [from, to] = [source, target].map((id) => (id === undefined ? undefined : this.#byId.get(id)));
    if (from !== undefined && to !== undefined)
      this.#edges.push({ source: from, target: to, directed, attributes });
    else {
      const missing = from === undefined ? source : target;
      const what = missing === undefined ? "an end is missing" : `there is no node \`${missing}\``;
      this.problems.push(`the edge from \`${source ?? ""}\` to \`${target ?? ""}\` is left out: ${what}`);
    }
  }

  graph(directed: boolean, attributes: ReadonlyMap<string, AttributeValue>): TopologyGraph {
    return { directed, attributes, nodes: this.#nodes, edges: this.#edges };
  }
}
