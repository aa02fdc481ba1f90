// Doctor: `cap` on this machine, for this package.
import { existsSync, readFileSync } from "node:fs";
import { packageManifest, packageRoot } from "../package-root.ts";
import { checkCap } from "./check-cap.ts";
import type { Finding } from "./finding.ts";

const systemFile = "/etc/os-release";

export function checkCapHere(): Finding {
  return checkCap({
    root: packageRoot(),
    version: packageManifest().optionalDependencies.cap,
    osRelease: existsSync(systemFile) ? readFileSync(systemFile, "utf8") : undefined,
  });
}
