// The recipes of CONTRIBUTING.md, followed to the letter in a copy of the tree; what they leave keeps the rules of the house.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../harness/vnet-process.ts";
import { readRecipes, type Step } from "./recipe.ts";
import { TemporaryTree } from "./temporary-tree.ts";

const recipes = readRecipes(readFileSync(path.join(repositoryRoot, "CONTRIBUTING.md"), "utf8"));
const limitMs = 300_000; // of a recipe, on a busy machine

describe("the recipes", () => {
  const tree = new TemporaryTree();
  const touched = new Set<string>();
  afterAll(() => tree.remove());

  /** What of a step does not go as the recipe says; undefined when all does. */
  async function faultOf(step: Step): Promise<string | undefined> {
    if (step.kind === "run") return faultOfRun(step.command, step.shows);
    touched.add(step.file);
    if (step.kind === "write") tree.write(step.file, step.text);
    else
      for (const { before, after } of step.hunks) {
        const text = tree.read(step.file);
        const places = text.split(before).length - 1;
        if (places !== 1) return `${step.file} has ${places} places such as\n${before}`;
        tree.write(
          step.file,
          text.replace(before, () => after),
        );
      }
    return undefined;
  }

  /** Lines that must show, in that order, each as a part of a line; how far words stand apart is no matter. */
  async function faultOfRun(command: string, shows: readonly string[] = []): Promise<string | undefined> {
    const { exitCode, output } = await tree.run(command);
    if (exitCode !== 0) return `${command} ended with ${exitCode}:\n${output}`;
    const lines = output.split("\n").map((line) => line.replaceAll(/\s+/g, " "));
    let at = 0;
    for (const shown of shows) {
      const found = lines.findIndex((line, index) => index >= at && line.includes(shown.trim()));
      if (found < 0) return `${command} does not show ${shown.trim()}:\n${output}`;
      at = found + 1;
    }
    return undefined;
  }

  it("are those that a contributor looks for", () => {
    expect(recipes.map(({ title }) => title)).toEqual([
      "Add a lint rule",
      "Add a planner",
      "Add a link kind",
      "Add a command",
      "Add a fact",
    ]);
    for (const { steps } of recipes) expect(new Set(steps.map(({ kind }) => kind)).has("run")).toBe(true);
  });

  it.each(recipes)(
    "$title",
    async ({ steps }) => {
      for (const step of steps) expect(await faultOf(step)).toBeUndefined();
    },
    limitMs,
  );

  it(
    "leave a tree that passes the checks",
    async () => {
      const files = [...touched].filter((name) => !name.startsWith("try/"));
      const sources = files.filter((name) => name.endsWith(".ts"));
      expect(await faultOfRun("npm run --silent types")).toBeUndefined();
      expect(
        await faultOfRun(`npx oxlint --type-aware --deny-warnings ${sources.join(" ")}`),
      ).toBeUndefined();
      expect(await faultOfRun(`npx prettier --check ${files.join(" ")}`)).toBeUndefined();
      expect(
        await faultOfRun(
          "npx vitest run test/architecture/arrows.test.ts test/architecture/house-rules.test.ts",
        ),
      ).toBeUndefined();
    },
    limitMs,
  );
});
