// Links, routes and proposals as data for another process.
import type { Link } from "../../engine/model/network.ts";
import type { Proposal } from "../../engine/model/problem.ts";
import type { Route, Routes } from "../../engine/model/route.ts";
import { columnsOf, recordsOf, type Columns } from "./record-columns.ts";

/** The hosts of route r are `hosts[start[r]] ..< hosts[start[r + 1]]`. */
export interface RoutesForm {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly start: Uint32Array;
  readonly hosts: Uint32Array;
}

export interface ProposalForm {
  readonly mapping?: Int32Array;
  readonly links?: Columns;
  readonly routes?: RoutesForm;
}

export function routesForm(routes: Routes): RoutesForm {
  const [from, to] = [new Uint32Array(routes.length), new Uint32Array(routes.length)];
  const start = new Uint32Array(routes.length + 1);
  let stops = 0;
  routes.forEach((route, index) => {
    from[index] = route.from;
    to[index] = route.to;
    start[index + 1] = stops += route.hosts.length;
  });
  const hosts = new Uint32Array(stops);
  routes.forEach((route, index) => hosts.set(route.hosts, start[index]));
  return { from, to, start, hosts };
}

export function readRoutes({ from, to, start, hosts }: RoutesForm): Route[] {
  return Array.from(from, (vm, index) => ({
    from: vm,
    to: to[index],
    hosts: [...hosts.subarray(start[index], start[index + 1])],
  }));
}

export function proposalForm({ mapping, links, routes }: Proposal): ProposalForm {
  return {
    ...(mapping === undefined ? {} : { mapping }),
    ...(links === undefined ? {} : { links: columnsOf(links) }),
    ...(routes === undefined ? {} : { routes: routesForm(routes) }),
  };
}

export function readProposal({ mapping, links, routes }: ProposalForm): Proposal {
  return {
    ...(mapping === undefined ? {} : { mapping }),
    ...(links === undefined ? {} : { links: recordsOf<Link>(links) }),
    ...(routes === undefined ? {} : { routes: readRoutes(routes) }),
  };
}
