// What planners are said to have reached is what their answers are worth.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { builtInPlanners } from "../../../engine/planners/built-in-planners.ts";
import type { Planner } from "../../../engine/plan/planner.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { findInstances } from "../../../lab/league/find-instances.ts";
import { leagueTable } from "../../../lab/league/league-table.ts";
import { plantedInstances } from "../../../lab/league/placement-instances.ts";
import { playInstance } from "../../../lab/league/play-instance.ts";
import { temporaryFolder } from "../../harness/temporary-folder.ts";

const registry = new PlannerRegistry(builtInPlanners);
const settings = { seed: 1, steps: 100_000 };
const still = (): number => 0;

/** Flow 0 -> 1 of 5 and 1 -> 2 of 1 over a line of three places: neighbours on neighbouring places is best. */
const line = "3\n 0 5 0\n 0 0 1\n 0 0 0\n 0 1 2\n 1 0 1\n 2 1 0\n";

describe("an instance from a file", () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "line.dat"), line);
  writeFileSync(path.join(folder, "other.dat"), line);
  writeFileSync(path.join(folder, "other.sln"), "3 6\n1 2 3\n");
  writeFileSync(path.join(folder, "wrong.dat"), "3 1 2");
  writeFileSync(path.join(folder, "notes.txt"), "no instance");

  it("is found with its best known value, and a file that is none is named", () => {
    const { instances, unread } = findInstances(folder);
    expect(instances.map(({ name, best }) => ({ name, best }))).toEqual([
      { name: "line", best: undefined },
      { name: "other", best: 6 },
    ]);
    expect(unread).toEqual([
      {
        file: path.join(folder, "wrong.dat"),
        reason: "an instance of size 3 has 18 numbers in its two matrices, found 2",
      },
    ]);
  });

  it("takes the best that is found where none is known", async () => {
    const [instance] = findInstances(folder).instances;
    const played = await playInstance(instance, registry, ["exact", "keep"], settings, still);
    expect(played).toMatchObject({ best: 6, isKnown: false });
    expect(played.results).toMatchObject([
      { planner: "exact", value: 6, gap: 0, certificate: "optimal" },
      { planner: "keep", value: 6, gap: 0, moves: 0 },
    ]);
  });
});

describe("planted instances", () => {
  it("are solved by a good planner, and not by the paper's", async () => {
    const { results, best } = await playInstance(
      plantedInstances(1)[1],
      registry,
      ["robust-tabu", "greedy-migration"],
      settings,
      still,
    );
    expect(results[0].value).toBeCloseTo(best, 9);
    expect(results[1].gap).toBeGreaterThan(0.5);
  });

  it("are the same for a seed, and others for another", () => {
    const bests = (seed: number): (number | undefined)[] => plantedInstances(seed).map(({ best }) => best);
    expect(bests(7)).toEqual(bests(7));
    expect(bests(7)).not.toEqual(bests(8));
  });
});

it("says why a planner has no answer, and ranks it last", async () => {
  const failing: Planner = {
    ...builtInPlanners.find(({ name }) => name === "keep")!,
    name: "failing",
    create: () => () => {
      throw new Error("out of ideas");
    },
  };
  const all = new PlannerRegistry([...builtInPlanners, failing]);
  const [first] = plantedInstances(1);
  const played = await playInstance(first, all, ["failing", "keep"], settings, still);
  expect(played.results[0]).toMatchObject({
    value: NaN,
    gap: NaN,
    reason: "planner `failing` failed: out of ideas",
  });
  expect(leagueTable([played]).map(({ planner, answered }) => ({ planner, answered }))).toEqual([
    { planner: "keep", answered: 1 },
    { planner: "failing", answered: 0 },
  ]);
});
