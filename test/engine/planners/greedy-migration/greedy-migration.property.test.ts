// The greedy migration against a literal reading of the paper's steps.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Network } from "../../../../engine/model/network.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { greedyMigration } from "../../../../engine/planners/greedy-migration/greedy-migration.ts";
import { problems } from "../../../arbitraries/problem.ts";
import { mappingOfThePaper } from "./paper-reading.ts";

const registry = new PlannerRegistry([greedyMigration]);

it("maps as the paper's two passes do", () =>
  fc.assert(
    fc.asyncProperty(problems({ constraints: false, limits: [], vms: 8 }), fc.nat(15), async (drawn, pin) => {
      const network: Network = {
        ...drawn.network,
        vms: drawn.network.vms.map((vm, index) => ({
          ...vm,
          pinnedTo: index === pin ? drawn.observation.mapping[index] : -1,
        })),
      };
      const problem = { ...drawn, network };
      const { outcome } = await runPlanner(registry, "greedy-migration", {}, problem, {
        seed: 1,
        steps: 1e6,
      });
      const { mapping } = (outcome.kind === "plan" ? outcome.proposal : {}) as { mapping?: Int32Array };
      const names =
        mapping && new Map([...mapping].map((host, vm) => [network.vms[vm].name, network.hosts[host].name]));
      expect(names).toEqual(mappingOfThePaper(problem));
    }),
    { numRuns: 3500 },
  ));
