// Builds dist/ once before the tests, so that tests which start `vnet` as a user would run today's sources.
import { execFileSync } from "node:child_process";

/** `VNET_TEST_BUILT` leaves the build as it is. */
export default function buildOnce(): void {
  if (process.env["VNET_TEST_BUILT"]) return;
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
}
