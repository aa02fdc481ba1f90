// Where the installed package lies and what its package.json says, whether it runs from sources or from dist/.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The part of package.json that commands read. */
export interface PackageManifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: { readonly cap: string };
}

/** The folder with package.json and stdlib/. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("the package is incomplete: its package.json is missing");
    folder = parent;
  }
  return folder;
}

export function packageManifest(): PackageManifest {
  return JSON.parse(readFileSync(path.join(packageRoot(), "package.json"), "utf8")) as PackageManifest;
}
