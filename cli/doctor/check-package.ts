// Doctor: is the package whole, with its build, its standard library and the packages that it depends on?
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Finding } from "./finding.ts";

/** What is opened by name while a command runs: the command itself, the workload's worker, the modules in scope everywhere. */
const parts = ["dist/main.js", "dist/workload-worker.js", "stdlib/topologies.vnet"];

/** `root` is the folder of package.json, `dependencies` are the names that it lists. */
export function checkPackage(root: string, dependencies: readonly string[]): Finding {
  const near = createRequire(path.join(root, "package.json"));
  const isInstalled = (name: string): boolean =>
    (near.resolve.paths(name) ?? []).some((folder) => existsSync(path.join(folder, name, "package.json")));
  const missing = [
    ...parts.filter((part) => !existsSync(path.join(root, part))),
    ...dependencies.filter((name) => !name.startsWith("@types/") && !isInstalled(name)),
  ];
  if (missing.length === 0) return { check: "package", ok: true, found: "whole" };
  return {
    check: "package",
    ok: false,
    found: `${missing.map((name) => `\`${name}\``).join(", ")} missing in ${root}`,
    remedy: existsSync(path.join(root, "tsconfig.build.json")) ? "npm ci" : "install the package again",
  };
}
