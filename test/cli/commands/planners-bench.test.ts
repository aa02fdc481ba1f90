// `vnet planners bench` as a user calls it.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../harness/temporary-folder.ts";
import { runVnet } from "../../harness/vnet-process.ts";

const folder = temporaryFolder();
const quick = ["--planner", "swap-descent", "--planner", "keep", "--steps", "20000"];

it("prints a table, and draws every gap", async () => {
  const plot = path.join(folder, "league.svg");
  const { stdout, stderr, exitCode } = await runVnet(["planners", "bench", ...quick, "--plot", plot]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(stdout).toMatch(/^5 instances, 5 with a best known value; /);
  expect(stdout).toMatch(/^swap-descent +5 of 5 /m);
  expect(readFileSync(plot, "utf8").match(/<circle /g)).toHaveLength(10);
});

it("prints instances with results as JSON, and the same figures as CSV", async () => {
  const bench = ["planners", "bench", ...quick];
  const json = await runVnet([...bench, "--format", "json"]);
  const { instances } = JSON.parse(json.stdout) as {
    instances: { name: string; n: number; best: number; results: { planner: string; value: number }[] }[];
  };
  expect(instances.map(({ name, n }) => `${name} ${n}`)).toContain("planted-2x4 8");
  const csv = await runVnet([...bench, "--format", "csv"]);
  const rows = csv.stdout.trimEnd().split("\n").slice(1);
  expect(rows.map((row) => row.split(",").slice(0, 5).join(","))).toEqual(
    instances.flatMap(({ name, n, best, results }) =>
      results.map(({ planner, value }) => [name, n, best, planner, value].join(",")),
    ),
  );
});

it.for([
  [["--instances", "/nonexistent"], "cannot read the instances in `/nonexistent`: no such file or directory"],
  [["--planner", "gready"], "`--planner gready`: no planner of this name places VMs, expected one of "],
  [["--steps", "many"], "`--steps many` is not a whole number"],
] as const)("refuses %s in one sentence", async ([args, sentence]) => {
  const { stderr, exitCode } = await runVnet(["planners", "bench", ...args]);
  expect(exitCode).toBe(2);
  expect(stderr.startsWith(`error: ${sentence}`)).toBe(true);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

it("names a folder without instances, and leaves out a file that is none", async () => {
  const empty = await runVnet(["planners", "bench", "--instances", "policies"]);
  expect(empty).toMatchObject({
    exitCode: 2,
    stderr: "error: there is no instance in `policies`, expected QAPLIB files (`.dat`)\n",
  });
  writeFileSync(path.join(folder, "two.dat"), "2 0 1 1 0 0 1 1 0");
  writeFileSync(path.join(folder, "torn.dat"), "2 0 1");
  const torn = await runVnet(["planners", "bench", ...quick, "--instances", folder]);
  expect(torn.exitCode).toBe(0);
  expect(torn.stderr).toContain("torn.dat` is left out: an instance of size 2 has 8 numbers");
});
