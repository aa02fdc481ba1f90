// Widest paths, pair by pair, over what the pairs before have left of each link.
import { z } from "zod";
import type { Route } from "../../model/route.ts";
import { buildLinkGraph, isStarWalk, walkOf } from "../../plan/link-graph.ts";
import { nameRanks } from "../../plan/name-order.ts";
import { pairsByDemand } from "../../plan/pairs-by-demand.ts";
import type { Planner, PlannerRun } from "../../plan/planner.ts";
import { WidthSearch } from "./width-search.ts";

const options = z.strictObject({});

/**
 * Directed pairs of VMs by decreasing demand, then by name; each takes the path whose narrowest edge is widest, over the fast-path
 * links and the star's spokes, where an edge is as wide as its capacity less the demands put on it so far (below 0 when they are
 * more); of equally wide paths the one with fewer hops, then the one whose hosts come first by name. After the adaptation of
 * Gupta et al., Free Network Measurement for Adaptive Virtualized Distributed Computing (IPDPS 2006).
 *
 * Capacities, directions, the star and links that are down are as in `shortest-path`; an edge of unknown capacity has no width
 * that would bind. One step per pair; pairs behind the end of the budget stay on the star.
 */
export const widestPath: Planner<z.infer<typeof options>> = {
  name: "widest-path",
  contract: 1,
  stage: "forwarding",
  objective: "greatest room left on the narrowest link of each pair's path",
  supports: [],
  options,
  create: () => plan,
};

const plan: PlannerRun = (problem, context) => {
  const { network } = problem;
  const graph = buildLinkGraph(problem);
  const search = new WidthSearch(graph, nameRanks(network.hosts));
  const routes: Route[] = [];
  for (const { from, to, start, end, bps } of pairsByDemand(problem)) {
    if (!context.step()) break;
    const path = search.find(start, end);
    if (path === undefined) continue;
    for (const edge of path) graph.loadBps[edge] += bps;
    const hosts = walkOf(graph, start, path);
    if (!isStarWalk(hosts, network.proxy)) routes.push({ from, to, hosts });
  }
  return { kind: "plan", proposal: { routes }, certificate: { kind: "none" } };
};
