// Doctor: is this Node.js new enough for the package?
import type { Finding } from "./finding.ts";

/** `version` as `process.versions.node`, `range` as `engines.node` of package.json: `>=MAJOR.MINOR`. */
export function checkNode(version: string, range: string): Finding {
  const least = range.replace(/^>=/, "");
  const [major, minor] = numbersOf(version);
  const [leastMajor, leastMinor] = numbersOf(least);
  const ok = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  const found = `${version}, needs ${least} or newer`;
  return { check: "node", ok, found, ...(ok ? {} : { remedy: `install Node.js ${least} or newer` }) };
}

function numbersOf(version: string): [major: number, minor: number] {
  const [major, minor = 0] = version.split(".").map(Number);
  return [major ?? NaN, minor];
}
