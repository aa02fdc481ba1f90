// The paper's forwarding (§3.3): shortest paths, pair by pair, over edges that grow longer with the load put on them.
import { z } from "zod";
import type { Route } from "../../model/route.ts";
import { buildLinkGraph, isStarWalk, walkOf } from "../../plan/link-graph.ts";
import { nameRanks } from "../../plan/name-order.ts";
import { pairsByDemand } from "../../plan/pairs-by-demand.ts";
import type { Planner, PlannerRun } from "../../plan/planner.ts";
import { PathSearch } from "./path-search.ts";

const options = z.strictObject({});

/**
 * Directed pairs of VMs by decreasing demand, then by name; each takes the shortest path over the fast-path links and
 * the star's spokes, where an edge weighs (load put on it so far + this pair's demand) / its capacity; of equal paths the one
 * with fewer hops, then the one whose hosts come first by name.
 *
 * What the paper leaves open: an edge's capacity is the path's rate bounded by both cards, and an edge of unknown capacity
 * weighs nothing, so hops decide; the two directions of a link are loaded apart; traffic that stays on the star loads the spokes like any
 * other, but gets no route; pairs on one host need none; a link that is down is no edge. One step per pair; pairs behind the
 * end of the budget stay on the star.
 */
export const shortestPath: Planner<z.infer<typeof options>> = {
  name: "shortest-path",
  contract: 1,
  stage: "forwarding",
  objective: "least relative load along each pair's path",
  supports: [],
  options,
  create: () => plan,
};

const plan: PlannerRun = (problem, context) => {
  const { network } = problem;
  const graph = buildLinkGraph(problem);
  const search = new PathSearch(graph, nameRanks(network.hosts), network.proxy);
  const routes: Route[] = [];
  for (const { from, to, start, end, bps } of pairsByDemand(problem)) {
    if (!context.step()) break;
    const path = search.find(start, end, bps);
    if (path === undefined) continue;
    for (const edge of path) graph.loadBps[edge] += bps;
    const hosts = walkOf(graph, start, path);
    if (!isStarWalk(hosts, network.proxy)) routes.push({ from, to, hosts });
  }
  return { kind: "plan", proposal: { routes }, certificate: { kind: "none" } };
};
