// The catalogue of planners is the folder of their folders: each is listed once, under its own name, and runs the suite of all.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { builtInPlanners, defaultPlanners } from "../../../engine/index.ts";

const sources = path.resolve(import.meta.dirname, "../../../engine/planners");
const folders = readdirSync(sources, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

it("lists the planners that there are", () => {
  expect(builtInPlanners.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
  for (const { planner } of Object.values(defaultPlanners).flat()) expect(folders).toContain(planner);
});

it.each(folders)("%s runs the suite of all planners", (name) => {
  const test = readFileSync(path.join(import.meta.dirname, name, `${name}.test.ts`), "utf8");
  expect(test).toContain("describePlanner(");
});
