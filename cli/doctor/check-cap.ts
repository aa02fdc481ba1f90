// Doctor: does the optional package `cap` load, which reads frames from a live interface by libpcap?
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { captureLibraryCommand } from "./capture-library-command.ts";
import type { Finding } from "./finding.ts";

interface Surroundings {
  /** The folder of vnet's package.json: `cap` is looked for from there. */
  readonly root: string;
  /** The version that its optionalDependencies ask for. */
  readonly version: string;
  /** The text of /etc/os-release; undefined where there is none. */
  readonly osRelease: string | undefined;
}

/** Where `cap` is absent, npm could not build it, and passed over it in silence as over any optional package. */
export function checkCap({ root, version, osRelease }: Surroundings): Finding {
  const near = createRequire(path.join(root, "package.json"));
  const install = existsSync(path.join(root, "tsconfig.build.json"))
    ? "npm ci"
    : `npm install cap@${version}`;
  try {
    near.resolve("cap");
  } catch {
    return missing("`cap` could not be built here", `${captureLibraryCommand(osRelease)}; then ${install}`);
  }
  try {
    near("cap");
    return { check: "cap", ok: true, found: "`cap` loads: live interfaces can be read" };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return missing(...explainLoad(reason, captureLibraryCommand(osRelease)));
  }
}

function explainLoad(reason: string, prepare: string): [found: string, remedy: string] {
  if (/Cannot find module .*cap\.node/.test(reason))
    return ["`cap` is installed but not built", `${prepare}; then npm rebuild cap`];
  const [, built, needed] = /NODE_MODULE_VERSION (\d+).*NODE_MODULE_VERSION (\d+)/s.exec(reason) ?? [];
  if (built !== undefined)
    return [
      `\`cap\` was built for another Node.js (module version ${built}, this one has ${needed})`,
      "npm rebuild cap, with the Node.js that is to run it",
    ];
  const [firstLine = ""] = reason.split("\n");
  return [`\`cap\` does not load: ${firstLine}`, `${prepare}; then npm rebuild cap`];
}

function missing(found: string, remedy: string): Finding {
  return { check: "cap", ok: false, found, remedy, neededOnlyFor: "reading a live interface" };
}
