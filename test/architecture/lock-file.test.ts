// The lock file installs anywhere: every platform's optional parts are in it, and no address of a registry.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { repositoryRoot } from "./source-tree.ts";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(path.join(repositoryRoot, "package-lock.json"), "utf8");
const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };

/** `npm ci` refuses a lock file that lacks one, and `npm install` leaves out those that the registry at hand does not carry: add them by hand. */
it("locks every optional part, also those of other platforms", () => {
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => packages[`node_modules/${name}`] === undefined),
  );
  expect(missing).toEqual([]);
});

it("names no registry", () => {
  const resolved = Object.entries(packages).filter(
    ([name, { resolved: from }]) => name !== "" && from !== undefined,
  );
  expect(resolved).toEqual([]);
});
