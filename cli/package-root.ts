// Where the installed package lies and which version it is, whether it runs from sources or from dist/.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The folder with package.json and stdlib/. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "stdlib"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("the package is incomplete: its stdlib/ folder is missing");
    folder = parent;
  }
  return folder;
}

export function packageVersion(): string {
  const text = readFileSync(path.join(packageRoot(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
