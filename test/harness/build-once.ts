// Builds dist/ once before the tests, so that tests which start `vnet` as a user would run today's sources.
import { execFileSync } from "node:child_process";

export default function buildOnce(): void {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
}
