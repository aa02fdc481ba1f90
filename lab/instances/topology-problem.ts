// A graph file as a planning problem: its nodes are hosts with one VM each, its edges the links that may be.
import { silentApplication } from "../../engine/model/application.ts";
import type { Host, LinkChoice, Network, Vm } from "../../engine/model/network.ts";
import type { Problem } from "../../engine/model/problem.ts";
import { sparseMatrix, type Entry } from "../../engine/model/sparse-matrix.ts";
import type { TopologyGraph } from "./topology-graph.ts";

/** What stands in where the file says nothing: the rate of an edge, bit/s. Own choice. */
const assumedRateBps = 1e9;

/** The Proxy is none of the nodes, and reaches each over a path of this share of the slowest edge: the star is the last resort. Own choice. */
const spokeShare = 0.1;

/** Host 0 is the Proxy, host 1 + i node i; VM i is on host 1 + i. `assumedRates`: edges whose rate the file does not say. */
export interface TopologyProblem {
  readonly problem: Problem;
  readonly capacityBps: readonly number[]; // of all edges at each node together
  readonly assumedRates: number;
}

/**
 * The rate of an edge is its `LinkSpeedRaw` (bit/s) or `capacity`; of parallel edges it is their sum, loops are left out, and each
 * edge carries its rate in both directions unless it is directed. Nodes whose labels repeat get their id behind it.
 */
export function topologyProblem(
  graph: TopologyGraph,
  demandOf: (capacityBps: readonly number[]) => Entry[],
): TopologyProblem {
  const size = graph.nodes.length + 1;
  const pathRate = new Float64Array(size * size).fill(NaN);
  const isLinked = new Set<number>();
  let assumedRates = 0;
  let slowest = Infinity;
  for (const { source, target, directed, attributes } of graph.edges) {
    if (source === target) continue;
    const said = Number(attributes.get("LinkSpeedRaw") ?? attributes.get("capacity"));
    const rate = said > 0 ? said : assumedRateBps;
    if (!(said > 0)) assumedRates += 1;
    slowest = Math.min(slowest, rate);
    const ways = [[source + 1, target + 1]];
    if (!directed) ways.push([target + 1, source + 1]);
    for (const [from, to] of ways) {
      const cell = from * size + to;
      pathRate[cell] = (pathRate[cell] || 0) + rate;
      isLinked.add(Math.min(from, to) * size + Math.max(from, to));
    }
  }
  for (let host = 1; host < size; host++)
    pathRate[host] = pathRate[host * size] = spokeShare * (slowest < Infinity ? slowest : assumedRateBps);

  const labels = new Map<string, number>();
  for (const { label } of graph.nodes) labels.set(label, (labels.get(label) ?? 0) + 1);
  const names = graph.nodes.map(({ id, label }) => (labels.get(label) === 1 ? label : `${label} (${id})`));
  const choices: readonly LinkChoice[] = [{ kind: "ws", cost: 1 }];
  const mapping = Int32Array.from(names, (_, node) => node + 1);
  const host = (name: string, index: number): Host => ({
    name,
    proxy: index === 0,
    site: -1,
    slots: index === 0 ? 0 : 1,
    cpu: Infinity,
    memoryBytes: Infinity,
    rateBps: Infinity,
  });
  const vm = (name: string, index: number): Vm => ({
    name,
    mac: 0x02_00_00_00_00_00 + index,
    cpu: 0,
    memoryBytes: 0,
    imageBytes: 0,
    pinnedTo: -1,
  });
  const network: Network = {
    name: String(graph.attributes.get("Network") ?? "graph"),
    hosts: ["the proxy", ...names].map(host),
    proxy: 0,
    siteNames: [],
    vms: names.map(vm),
    initialMapping: mapping,
    apart: [],
    together: [],
    kept: [],
    linkKinds: (a, b) => (isLinked.has(Math.min(a, b) * size + Math.max(a, b)) ? choices : []),
    pathRateBps: (from, to) => pathRate[from * size + to],
    pathDelaySeconds: () => NaN,
  };
  const capacityBps = names.map((_, node) =>
    names.reduce((sum, _name, other) => sum + (pathRate[(node + 1) * size + other + 1] || 0), 0),
  );
  return {
    assumedRates,
    capacityBps,
    problem: {
      network,
      observation: {
        ...silentApplication,
        at: 0,
        demand: sparseMatrix(names.length, demandOf(capacityBps)),
        carriedBps: 0,
        hostLoad: new Float64Array(size).fill(NaN),
        vmCompute: new Float64Array(names.length).fill(NaN),
        pathRate,
        pathDelay: new Float64Array(size * size).fill(NaN),
        mapping,
        overlay: [],
        routes: [],
        linkUp: new Uint8Array(0),
        epoch: 0,
      },
      limits: [],
      objective: { name: "traffic.carried", score: ({ carriedBps }) => carriedBps },
      chosen: { mapping, links: [] },
      moves: Infinity,
      from: -1,
    },
  };
}
