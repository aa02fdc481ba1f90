// `vnet doctor` as a user meets it: every check that it prints, and its exit code.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { repositoryRoot, runVnet } from "../../harness/vnet-process.ts";

it("finds this checkout whole, and ends with 0", async () => {
  const { stdout, stderr, exitCode } = await runVnet(["doctor"]);
  expect(stderr).toBe("");
  expect(stdout).toMatch(
    /^ok   node .*\nok   package .*\nok   loopback .*\nok   open-files .*\n(ok  |none) cap .*\n/,
  );
  expect(stdout).toMatch(/\nall that vnet needs is here\n$/); // `cap` may be missing: only one command wants it
  expect(exitCode).toBe(0);
});

it("ends with 1 and says what to do where something is missing", () => {
  const script = `ulimit -n 256; exec "${process.execPath}" bin/vnet.js doctor --format json`;
  const { stdout, status } = spawnSync("bash", ["-c", script], { cwd: repositoryRoot, encoding: "utf8" });
  const { ok, findings } = JSON.parse(stdout) as {
    ok: boolean;
    findings: { ok: boolean; neededOnlyFor?: string }[];
  };
  expect(ok).toBe(false);
  expect(findings.filter((finding) => !finding.ok && !finding.neededOnlyFor)).toMatchObject([
    { check: "open-files", remedy: "ulimit -n 512" },
  ]);
  expect(status).toBe(1);
});
