// Is what a planner answered an answer at all? Forms and indices only; whether the plan is allowed is `engine/verify`'s business.
import { limitIds } from "../../lang/ir/limit-ids.ts";
import { linkKinds } from "../../lang/ir/link-kinds.ts";
import type { Link } from "../model/network.ts";
import type { Problem, Proposal } from "../model/problem.ts";
import type { Route } from "../model/route.ts";
import type { Certificate, Outcome, Stage } from "./planner.ts";

/** No answer: the planner threw, or what it said makes no sense. `reason` is one sentence. */
export interface Failed {
  readonly kind: "failed";
  readonly reason: string;
}

const owned = {
  placement: ["mapping"],
  topology: ["links"],
  forwarding: ["routes"],
  all: ["mapping", "links", "routes"],
} as const satisfies Record<Stage, readonly (keyof Proposal)[]>;

/** The outcome as a copy of its own, or why it is none. A stage's planner proposes only what its stage decides. */
export function checkOutcome(outcome: unknown, problem: Problem, stage: Stage): Outcome | Failed {
  if (!isRecord(outcome)) return failed("an answer must be an object");
  if (outcome["kind"] === "plan") {
    const proposal = checkProposal(outcome["proposal"], problem, stage);
    if ("kind" in proposal) return proposal;
    return isCertificate(outcome["certificate"])
      ? { kind: "plan", proposal, certificate: outcome["certificate"] }
      : failed(
          "a plan's certificate must be `none`, or `optimal` or a `gap` of at least 0, each `by` a bound",
        );
  }
  if (outcome["kind"] === "infeasible") {
    const { limit, needed, available } = outcome;
    const id = limitIds.find((known) => known === limit);
    return id !== undefined && typeof needed === "number" && typeof available === "number"
      ? { kind: "infeasible", limit: id, needed, available }
      : failed("`infeasible` must name a limit, what is needed and what is available");
  }
  if (outcome["kind"] === "unsupported" && typeof outcome["missing"] === "string")
    return { kind: "unsupported", missing: outcome["missing"] as never };
  return failed(`\`${String(outcome["kind"])}\` is not an answer`);
}

/** The proposal as a copy, or what is wrong with it. */
export function checkProposal(proposal: unknown, problem: Problem, stage: Stage): Proposal | Failed {
  if (!isRecord(proposal)) return failed("a proposal must be an object");
  const { mapping, links, routes } = proposal;
  for (const part of ["mapping", "links", "routes"] as const) {
    if (proposal[part] !== undefined && !owned[stage].some((own) => own === part))
      return failed(`a ${stage} planner must not propose ${part}`);
  }
  const fault =
    (mapping === undefined ? undefined : mappingFault(mapping, problem)) ??
    (links === undefined ? undefined : listFault(links, (link) => linkFault(link, problem))) ??
    (routes === undefined ? undefined : listFault(routes, (route) => routeFault(route, problem)));
  if (fault !== undefined) return failed(fault);
  return {
    ...(mapping === undefined ? {} : { mapping: (mapping as Int32Array).slice() }),
    ...(links === undefined
      ? {}
      : { links: (links as Link[]).map(({ a, b, kind, cost }) => ({ a, b, kind, cost })) }),
    ...(routes === undefined
      ? {}
      : { routes: (routes as Route[]).map(({ from, to, hosts }) => ({ from, to, hosts: [...hosts] })) }),
  };
}

function mappingFault(mapping: unknown, { network }: Problem): string | undefined {
  if (!(mapping instanceof Int32Array)) return "a mapping must be an Int32Array";
  const [expected, found] = [network.vms.length, mapping.length];
  if (found !== expected) return `a mapping must have one entry per VM: expected ${expected}, found ${found}`;
  const odd = mapping.find((host) => host < -1 || host >= network.hosts.length);
  return odd === undefined ? undefined : `there is no host with index ${odd}`;
}

function linkFault(link: unknown, { network }: Problem): string | undefined {
  if (!isRecord(link)) return "a link must be an object";
  const { a, b, kind, cost } = link;
  if (!isIndex(a, network.hosts.length) || !isIndex(b, network.hosts.length) || a >= b)
    return `a link must join two hosts in ascending order, found ${String(a)} and ${String(b)}`;
  if (!linkKinds.some((known) => known === kind)) return `\`${String(kind)}\` is not a kind of link`;
  return typeof cost === "number" && cost >= 0 ? undefined : `a link's cost must not be ${String(cost)}`;
}

function routeFault(route: unknown, { network }: Problem): string | undefined {
  if (!isRecord(route)) return "a route must be an object";
  const { from, to, hosts } = route;
  if (!isIndex(from, network.vms.length) || !isIndex(to, network.vms.length) || from === to)
    return `a route must join two VMs, found ${String(from)} and ${String(to)}`;
  if (!Array.isArray(hosts) || hosts.length === 0) return "a route must name the hosts on its way";
  const odd = hosts.findIndex((host) => !isIndex(host, network.hosts.length));
  return odd < 0 ? undefined : `stop ${odd} of a route is not the index of a host`;
}

function listFault(list: unknown, faultOf: (item: unknown) => string | undefined): string | undefined {
  if (!Array.isArray(list)) return "links and routes must be lists";
  for (const item of list) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isCertificate(value: unknown): value is Certificate {
  if (!isRecord(value)) return false;
  const isByBound = typeof value["by"] === "string" && value["by"] !== "";
  if (value["kind"] === "gap") return isByBound && typeof value["gap"] === "number" && value["gap"] >= 0;
  return value["kind"] === "none" || (value["kind"] === "optimal" && isByBound);
}

function isIndex(value: unknown, size: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < size;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function failed(reason: string): Failed {
  return { kind: "failed", reason };
}
