// Daemons in processes of their own whose policy or clock is not the controller's: both ends say so, and the rest works.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { lastEvent, type VnetProcess } from "../harness/vnet-process.ts";
import { processStarter } from "../harness/process-starter.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const policy = "policies/ring.vnet";
const folder = temporaryFolder();
const starting = processStarter();

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): VnetProcess {
  return starting(args, { env });
}

describe("a daemon that differs from its controller", () => {
  it("is told of, and tells, when its policy has another VM or its clock is wrong", async () => {
    const other = path.join(folder, "other.vnet");
    writeFileSync(other, readFileSync(policy, "utf8").replace("02:00:00:00:00:04", "02:00:00:00:00:44"));
    const controller = start(["run", policy, "--listen", "127.0.0.1:0", "--format", "json"]);
    await controller.printed('"event":"waiting"');
    const { controllerUrl, tokenFile } = lastEvent<Extract<RunEvent, { event: "waiting" }>>(
      controller.output().stdout,
      "waiting",
    );
    const session = ["--join", controllerUrl, "--token-file", tokenFile, "--log-format", "human"];
    const join = [...session, "--workload", "ring", "--policy"];
    const late = "const now = Date.now; Date.now = () => now() - 7_200_000";
    const wrongClock = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(late)}` };
    for (const name of ["a", "b"]) start(["daemon", "--name", name, ...join, policy]);
    const c = start(["daemon", "--name", "c", ...join, policy], wrongClock);
    const d = start(["daemon", "--name", "d", ...join, other]);
    await controller.printed('"event":"workload"');
    const foreign =
      "a VM with the address 02:00:00:00:00:44 runs on `d`, the policy has none; no frame will reach it";
    await controller.printed(foreign);
    await controller.printed("the clock of daemon `c` is 7200.");
    const says =
      (daemon: VnetProcess): (() => string) =>
      () =>
        daemon.output().stderr;
    await expect
      .poll(says(c), { timeout: 10_000 })
      .toMatch(
        /^daemon `c`: the controller says: the clock of daemon `c` is 7200\.\d s behind the controller's; times in their logs do not line up, frames are not affected$/m,
      );
    await expect
      .poll(says(d), { timeout: 10_000 })
      .toContain(`daemon \`d\`: the controller says: ${foreign}\n`);
    await expect
      .poll(says(d), { timeout: 10_000 })
      .toContain(
        "daemon `d`: the controller's policy differs from this one: VM `v4`, here on `d`, it does not know\n" +
          "daemon `d`: the controller's policy differs from this one: it has VMs that are not here: 02:00:00:00:00:04\n",
      );
  }, 60_000);
});
