// Does a plan keep the policy's limits? They count the fast path, never the star.
import type { LimitId } from "../../lang/ir/policy-ir.ts";
import type { Link } from "../model/network.ts";
import type { Limit, Problem } from "../model/problem.ts";
import { hostPairIntensities } from "../plan/intensity.ts";
import { movedVms, type Plan } from "../plan/plan.ts";
import { moveSeconds } from "../plan/throughput.ts";
import { isWithinLimit } from "../plan/within-limit.ts";
import type { Violation } from "./violation.ts";

/**
 * What counts: `links` the number, `cost` the sum of costs, `fan-out` the number at the busiest host, of all fast-path
 * links, kept ones too. `bandwidth` and `coverage`: what the two hosts of each link exchange, in bit/s and as a share of all
 * traffic between hosts, over links that the policy does not itself keep; frames that a link relays for other hosts do not count.
 * `migrations`: moves; `downtime`: their seconds, one after another. With `per`, what is spent in the window counts too, and of
 * links only those that the plan opens.
 */
export function verifyLimits(problem: Problem, plan: Plan): Violation[] {
  return problem.limits.flatMap((limit) => {
    const needed = amountOf(limit, problem, plan);
    const isKept = (needed === 0 && isAboutChange(limit)) || isWithinLimit(limit, limit.spent + needed);
    return isKept ? [] : [violation(limit, limit.spent + needed)];
  });
}

/** Limits what plans may do, not what may be: a plan that does nothing of it keeps even an overdrawn one. */
function isAboutChange({ id, perSeconds }: Limit): boolean {
  return perSeconds !== undefined || id === "migrations" || id === "downtime";
}

/** What a plan uses of a limit, in the limit's unit, without what is spent already. */
export function amountOf(limit: Limit, problem: Problem, plan: Plan): number {
  const { network, observation } = problem;
  const links = limit.perSeconds === undefined ? plan.links : opened(observation.overlay, plan.links);
  switch (limit.id) {
    case "links":
      return links.length;
    case "cost":
      return links.reduce((sum, { cost }) => sum + cost, 0);
    case "fan-out":
      return busiest(links, network.hosts.length);
    case "bandwidth":
      return exchanged(problem, plan, links).carried;
    case "coverage": {
      const { carried, total } = exchanged(problem, plan, links);
      return total > 0 ? carried / total : 0;
    }
    case "migrations":
      return movedVms(observation.mapping, plan.mapping).length;
    case "downtime":
      return downtimeSeconds(problem, plan);
  }
}

/** Seconds for which VMs carry nothing while the plan moves them, one after another; Infinity when a VM's is not known. */
function downtimeSeconds(
  { network, observation }: Pick<Problem, "network" | "observation">,
  { mapping }: Plan,
): number {
  let seconds = 0;
  for (const vm of movedVms(observation.mapping, mapping))
    seconds += moveSeconds(network, observation, vm, observation.mapping[vm], mapping[vm]);
  return Number.isNaN(seconds) ? Infinity : seconds;
}

function opened(present: readonly Link[], planned: readonly Link[]): Link[] {
  const open = new Set(present.map(keyOf));
  return planned.filter((link) => !open.has(keyOf(link)));
}

function busiest(links: readonly Link[], hosts: number): number {
  const degree = new Uint32Array(hosts);
  for (const { a, b } of links) {
    degree[a] += 1;
    degree[b] += 1;
  }
  return degree.reduce((most, count) => Math.max(most, count), 0);
}

function exchanged(
  { network, observation }: Problem,
  { mapping }: Plan,
  links: readonly Link[],
): { carried: number; total: number } {
  const size = network.hosts.length;
  const kept = new Set(network.kept.map(keyOf));
  const added = new Set(links.filter((link) => !kept.has(keyOf(link))).map(({ a, b }) => a * size + b));
  let [carried, total] = [0, 0];
  for (const { a, b, bps } of hostPairIntensities(observation.demand, mapping, network.proxy)) {
    total += bps;
    if (added.has(a * size + b)) carried += bps;
  }
  return { carried, total };
}

function keyOf({ a, b, kind }: Link): string {
  return `${a}-${b}-${kind}`;
}

const units: Readonly<Partial<Record<LimitId, string>>> = { bandwidth: " bit/s", downtime: " s" };

function violation(limit: Limit, amount: number): Violation {
  const { id, value, strict, perSeconds, origin } = limit;
  const show = (quantity: number): string =>
    id === "coverage" ? `${round(quantity * 100)} %` : `${round(quantity)}${units[id] ?? ""}`;
  const found = amount === Infinity ? "an unknown amount" : show(amount);
  const window = perSeconds === undefined ? "" : ` per ${perSeconds} s`;
  return {
    message: `\`${id}\` would be ${found}, allowed is ${strict ? "less than " : ""}${show(value)}${window}`,
    limit: id,
    origin,
  };
}

function round(quantity: number): number {
  return Number(quantity.toPrecision(6));
}
