// Import arrows: every import of every source file is one that the table allows.
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { arrowOf, arrows, isAllowed } from "./arrows.ts";
import { repositoryRoot, sourceFiles } from "./source-tree.ts";

const files = sourceFiles();

describe("import arrows", () => {
  it("finds the sources that it judges", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(100);
  });

  it.each(arrows.filter(({ folder }) => existsSync(path.join(repositoryRoot, folder))))(
    "$folder imports only what it may: $reason",
    (arrow) => {
      const broken = files
        .filter((file) => arrowOf(file.path) === arrow)
        .flatMap((file) =>
          file.imports
            .filter((target) => !isAllowed(arrow, file.path, target))
            .map((target) => `${file.path} imports ${target}`),
        );
      expect(broken).toEqual([]);
    },
  );

  it("governs every area", () => {
    expect(files.filter((file) => arrowOf(file.path) === undefined).map((file) => file.path)).toEqual([]);
  });

  it("keeps index.ts at the areas' roots and out of their own insides", () => {
    const misplaced = files
      .map((file) => file.path)
      .filter((name) => name.endsWith("/index.ts") && name.split("/").length !== 2);
    const inside = files.flatMap((file) =>
      file.imports
        .filter((target) => target === `${file.path.split("/")[0]}/index.ts`)
        .map((target) => `${file.path} imports ${target}`),
    );
    expect([...misplaced, ...inside]).toEqual([]);
  });

  it("refuses what it should refuse", () => {
    const engine = arrowOf("engine/infer/x.ts")!;
    expect(isAllowed(engine, "engine/infer/x.ts", "node:fs")).toBe(false);
    expect(isAllowed(engine, "engine/infer/x.ts", "lang/syntax/parser.ts")).toBe(false);
    expect(isAllowed(engine, "engine/infer/x.ts", "lang/ir/logic.ts")).toBe(true);
    const planner = arrowOf("engine/planners/keep/keep.ts")!;
    expect(isAllowed(planner, "engine/planners/keep/keep.ts", "engine/planners/greedy-topology/a.ts")).toBe(
      false,
    );
  });
});
