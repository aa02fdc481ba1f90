// Where the output goes wrong, or the terminal goes away: no stack trace, nothing left behind.
import { spawn } from "node:child_process";
import { openSync, closeSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryRoot, startVnet } from "../harness/vnet-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const folder = temporaryFolder();

const runRing = ["run", "policies/ring.vnet", "--embedded", "--duration", "30s"];

/** What a run leaves in its folder for temporary files. */
function left(): string[] {
  return readdirSync(folder).filter((name) => name.startsWith("vnet-"));
}

describe("a reader that leaves", () => {
  it("ends a run quietly, and the run cleans up", async () => {
    const run = startVnet(runRing, { env: { TMPDIR: folder } });
    await run.printed("star of 5 daemons");
    run.child.stdout?.destroy();
    const { exitCode, stderr } = await run.ended;
    expect(stderr).toBe("");
    expect(exitCode).toBe(141);
    expect(left()).toEqual([]);
  });

  it.each([[["lint"]], [["compile"]], [["test"]], [["test", "--format", "json"]], [["--help"]]])(
    "ends `vnet %s` quietly",
    async (args) => {
      const run = startVnet([...args, "policies/ring.vnet"]);
      run.child.stdout?.destroy();
      const { stderr, exitCode } = await run.ended;
      expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 141 });
    },
  );
});

describe("a full disk", () => {
  it.each([[["lint", "policies/ring.vnet"]], [["compile", "policies/ring.vnet"]], [runRing]])(
    "ends `vnet %s` with one sentence and exit code 2",
    async (args) => {
      const full = openSync("/dev/full", "w");
      const child = spawn(process.execPath, [path.join(repositoryRoot, "bin/vnet.js"), ...args], {
        cwd: repositoryRoot,
        env: { ...process.env, TMPDIR: folder },
        stdio: ["ignore", full, "pipe"],
        timeout: 15_000,
      });
      closeSync(full);
      let stderr = "";
      child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      const exitCode = await new Promise((resolve) => child.on("close", resolve));
      expect(stderr).toBe("error: cannot write to standard output: no space left on device\n");
      expect(exitCode).toBe(2);
      expect(left()).toEqual([]);
    },
  );
});

it("cleans up when its terminal is closed", async () => {
  const run = startVnet(runRing, { env: { TMPDIR: folder } });
  await run.printed("application: 4 VMs");
  expect(left()).toHaveLength(1);
  run.signal("SIGHUP");
  const { exitCode, seconds } = await run.ended;
  expect(exitCode).toBe(129);
  expect(seconds).toBeLessThan(1);
  expect(left()).toEqual([]);
});

it("names the folder for temporary files that it cannot use", async () => {
  const run = startVnet(runRing, { env: { TMPDIR: path.join(folder, "gone") } });
  const { exitCode, stderr } = await run.ended;
  expect(stderr).toContain(`cannot make a folder in \`${path.join(folder, "gone")}\``);
  expect(stderr).toContain("no such file or directory");
  expect(exitCode).toBe(2);
});

it("is ended by Ctrl-C also while it computes and could not answer", async () => {
  const file = path.join(folder, "long.vnet");
  const network = "network n { proxy gw host a, b vm v on a vm w on b }";
  const test = 'test "t" { given traffic ring([v, w]) at 1 Mbps for 9000 d expect plan.moves == 0 }';
  writeFileSync(file, `${network}\n${test}\n`);
  const run = startVnet(["test", file]);
  await run.printed("long.vnet"); // the name of the policy: the test runs now
  run.signal("SIGINT");
  const { seconds } = await run.ended;
  expect(run.child.signalCode).toBe("SIGINT"); // which a shell reports as 130
  expect(seconds).toBeLessThan(1);
});
