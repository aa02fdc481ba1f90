// A planner's answer does not depend on the order in which hosts and VMs are listed.
import { isDeepStrictEqual } from "node:util";
import type { Link, Network } from "../../engine/model/network.ts";
import type { Problem, Proposal } from "../../engine/model/problem.ts";
import { entriesOf } from "../../engine/model/sparse-matrix.ts";
import { hostPairIntensities } from "../../engine/plan/intensity.ts";
import { presentPlan, withProposal } from "../../engine/plan/plan.ts";
import { predict } from "../../engine/verify/predict.ts";
import { networkOf, observationOf, problemOf } from "./network-of.ts";
import { answerTo, Fault, findCase, type CheckedPlanner, type PlannerCheck } from "./planner-check.ts";
import { problems } from "./problems.ts";

/** Sums in another order carry rounding noise. Own choice. */
const relativeNoise = 1e-6;

export const orderIndependent: PlannerCheck = {
  title: "does not depend on the order in which hosts and VMs are listed",
  find: (checked) =>
    findCase(
      checked,
      0.27,
      problems(),
      (problem) => judge(checked, problem),
      (problem) => problem,
    ),
};

async function judge(checked: CheckedPlanner, problem: Problem): Promise<void> {
  const turned = reversed(problem);
  const [{ outcome: here }, { outcome: there }] = [
    await answerTo(checked, problem),
    await answerTo(checked, turned),
  ];
  const advice = "decide by names, not by indices";
  if (here.kind !== there.kind)
    throw new Fault(
      `with hosts and VMs listed backwards it answers \`${there.kind}\` instead of \`${here.kind}\`: ${advice}`,
    );
  if (here.kind !== "plan" || there.kind !== "plan") return;
  const isSamePlan = isDeepStrictEqual(
    inNames(turned.network, there.proposal),
    inNames(problem.network, here.proposal),
  );
  if (isSamePlan) return;
  const isEnough =
    checked.relabelled === "value" &&
    isAlike(valueOf(problem, here.proposal), valueOf(turned, there.proposal));
  if (!isEnough) throw new Fault(`with hosts and VMs listed backwards it gives another plan: ${advice}`);
}

/** What counts of a plan, whatever its names: what it carries, its cost, and what its links take off the star. */
function valueOf(problem: Problem, proposal: Proposal): readonly number[] {
  const { network, observation } = problem;
  const plan = withProposal(presentPlan(observation), proposal);
  const { carriedBps, slowestRatio, cost, links } = predict(network, observation, plan);
  const isLinked = new Set(plan.links.map(({ a, b }) => `${a}-${b}`));
  const direct = hostPairIntensities(observation.demand, plan.mapping, network.proxy)
    .filter(({ a, b }) => isLinked.has(`${a}-${b}`))
    .reduce((sum, { bps }) => sum + bps, 0);
  return [carriedBps, slowestRatio, cost, links, direct];
}

function isAlike(here: readonly number[], there: readonly number[]): boolean {
  return here.every((x, at) => {
    const y = there[at] ?? NaN;
    return x === y || Math.abs(x - y) <= relativeNoise * Math.abs(x);
  });
}

/** The same problem with hosts and VMs listed backwards. */
export function reversed(problem: Problem): Problem {
  const { network, observation } = problem;
  const size = network.hosts.length;
  const hostAt = (host: number): number => (host < 0 ? host : size - 1 - host);
  const vmAt = (vm: number): number => network.vms.length - 1 - vm;
  const turn = (link: Link): Link => ({ ...link, a: hostAt(link.b), b: hostAt(link.a) });
  const turned = networkOf({
    hosts: network.hosts.toReversed(),
    proxy: hostAt(network.proxy),
    vms: network.vms
      .map((vm, index) => ({
        ...vm,
        pinnedTo: hostAt(vm.pinnedTo),
        on: hostAt(network.initialMapping[index]),
      }))
      .toReversed(),
    pathBps: (from, to) => network.pathRateBps(hostAt(from), hostAt(to)),
    linkKinds: (from, to) => network.linkKinds(hostAt(from), hostAt(to)),
    kept: network.kept.map(turn),
    apart: network.apart.map((group) => group.map(vmAt)),
    together: network.together.map((group) => group.map(vmAt)),
  });
  const traffic = [...entriesOf(observation.demand)].map(
    ({ from, to, value }) => [vmAt(from), vmAt(to), value] as const,
  );
  const seen = observationOf(turned, traffic, {
    overlay: observation.overlay.map(turn),
    mapping: observation.mapping.map(hostAt).toReversed(),
  });
  const { limits, moves, from } = problem;
  return problemOf(turned, seen, { limits, moves, from: hostAt(from) });
}

/** A proposal with names in place of indices, in an order that does not depend on them. */
function inNames({ hosts, vms }: Network, { mapping, links, routes }: Proposal): unknown {
  const nameOf = (host: number): string => (host < 0 ? "nowhere" : hosts[host].name);
  return {
    mapping: mapping && [...mapping].map((host, vm) => `${vms[vm].name} on ${nameOf(host)}`).sort(),
    links: links?.map(({ a, b, kind }) => `${[nameOf(a), nameOf(b)].sort().join(" <-> ")} (${kind})`).sort(),
    routes: routes
      ?.map(({ from, to, hosts: way }) => `${vms[from].name} > ${vms[to].name}: ${way.map(nameOf).join(" ")}`)
      .sort(),
  };
}
