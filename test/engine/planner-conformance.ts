// What every planner must do, whatever its method: one suite that each planner's test runs.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkProposal } from "../../engine/plan/check-outcome.ts";
import type { Link, Network } from "../../engine/model/network.ts";
import type { Problem, Proposal } from "../../engine/model/problem.ts";
import { entriesOf } from "../../engine/model/sparse-matrix.ts";
import { presentPlan, withProposal } from "../../engine/plan/plan.ts";
import type { Planner } from "../../engine/plan/planner.ts";
import { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import { runPlanner, type PlannerAnswer } from "../../engine/plan/run-planner.ts";
import { verifyPlan } from "../../engine/verify/verify-plan.ts";
import { networkOf, observationOf, problemOf } from "../arbitraries/network-of.ts";
import { problems } from "../arbitraries/problem.ts";

const settings = { seed: 7, steps: 100_000 };

/** `options` are given to every run; leave out what the planner has defaults for. `others`: planners that it runs. */
export function describePlanner(
  planner: Planner,
  options: unknown = {},
  others: readonly Planner[] = [],
): void {
  const registry = new PlannerRegistry([planner, ...others]);
  const answerTo = (problem: Problem, run = settings): Promise<PlannerAnswer> =>
    runPlanner(registry, planner.name, options, problem, run);
  const check = (property: (problem: Problem) => Promise<void>, numRuns: number): Promise<void> =>
    fc.assert(fc.asyncProperty(problems(), property), { numRuns });

  describe(`planner ${planner.name}`, () => {
    it("says what it optimises", () => {
      expect(planner.objective).not.toBe("");
      expect(planner.contract).toBe(1);
    });

    it("proposes only what its stage decides, and nothing that breaks a limit or a constraint", () =>
      check(async (problem) => {
        const { outcome } = await answerTo(problem);
        expect(outcome).not.toMatchObject({ kind: "failed" });
        if (outcome.kind !== "plan") return;
        expect(checkProposal(outcome.proposal, problem, planner.stage)).not.toHaveProperty("kind");
        const complete = withProposal({ ...presentPlan(problem.observation), routes: [] }, outcome.proposal);
        const before = verifyPlan(problem, { ...presentPlan(problem.observation), routes: [] });
        const already = before.map(({ limit }) => limit);
        const found = verifyPlan(problem, complete).filter(
          ({ limit }) => limit === undefined || limitsOf(planner.stage, already).includes(limit),
        );
        expect(found).toEqual([]);
      }, 1500));

    it("answers the same to the same problem and seed", () =>
      check(async (problem) => {
        expect(await answerTo(problem)).toEqual(await answerTo(problem));
      }, 200));

    it("changes nothing that it is given", () =>
      check(async (problem) => {
        const before = structuredClone(plainPartOf(problem));
        await answerTo(problem);
        expect(plainPartOf(problem)).toEqual(before);
      }, 200));

    it("does not depend on the order in which hosts and VMs are listed", () =>
      check(async (problem) => {
        const { problem: turned, hostAt, vmAt } = reversed(problem);
        const [here, there] = [await answerTo(problem), await answerTo(turned)];
        expect(there.outcome.kind).toBe(here.outcome.kind);
        if (here.outcome.kind !== "plan" || there.outcome.kind !== "plan") return;
        expect(inNames(turned.network, there.outcome.proposal)).toEqual(
          inNames(problem.network, here.outcome.proposal),
        );
        expect([hostAt(0), vmAt(0)]).toEqual([
          problem.network.hosts.length - 1,
          problem.network.vms.length - 1,
        ]);
      }, 400));

    it("ends with a sound answer however small its budget is", () =>
      fc.assert(
        fc.asyncProperty(problems(), fc.nat(5), async (problem, steps) => {
          const { outcome, stepsSpent } = await answerTo(problem, { seed: 1, steps });
          expect(outcome.kind).not.toBe("failed");
          expect(stepsSpent).toBeLessThanOrEqual(steps);
        }),
        { numRuns: 200 },
      ));

    it("answers for a network with nothing in it but the proxy and one idle host", async () => {
      const network = networkOf({ hosts: ["gw", "a"], vms: [] });
      const { outcome } = await answerTo(problemOf(network, observationOf(network, [])));
      expect(outcome.kind).toBe("plan");
    });
  });
}

/** The limits that a stage must keep; one of stage `all` need not mend what was broken before. */
function limitsOf(stage: Planner["stage"], already: readonly (string | undefined)[]): string[] {
  const placement = ["migrations", "downtime"];
  const topology = ["links", "coverage", "bandwidth", "cost", "fan-out"];
  if (stage === "placement") return placement;
  if (stage === "topology") return topology;
  return [...placement, ...topology].filter((limit) => !already.includes(limit));
}

function plainPartOf({ network, observation, limits, chosen }: Problem): unknown {
  const { hosts, vms, initialMapping, apart, together, kept } = network;
  return { hosts, vms, initialMapping, apart, together, kept, observation, limits, chosen };
}

/** The same problem with hosts and VMs listed backwards. */
function reversed(problem: Problem): {
  problem: Problem;
  hostAt: (host: number) => number;
  vmAt: (vm: number) => number;
} {
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
  return { problem: problemOf(turned, seen, { limits, moves, from: hostAt(from) }), hostAt, vmAt };
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
