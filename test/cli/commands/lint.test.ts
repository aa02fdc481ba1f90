// `vnet lint` and `vnet compile` as a user meets them: what they print, and their exit codes.
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { compileCommand } from "../../../cli/commands/compile.ts";
import { lintCommand } from "../../../cli/commands/lint.ts";
import { decodePolicy } from "../../../lang/index.ts";
import { runVnet } from "../../harness/vnet-process.ts";
import { temporaryFolder } from "../../harness/temporary-folder.ts";

const folder = temporaryFolder();
beforeAll(() => {
  writeFileSync(path.join(folder, "good.vnet"), "network n { proxy gw host a }\n");
  const using = "rule r { when app.changed do adapt using no-such-planner }";
  writeFileSync(path.join(folder, "using.vnet"), `network n { proxy gw host a } ${using}\n`);
  writeFileSync(path.join(folder, "bad.vnet"), "network n { proxy gw host a { slts: 1 } }\n");
});
afterEach(() => vi.restoreAllMocks());

/** Runs a command in this process and takes what it writes. */
function run(command: () => Command, ...args: string[]): { out: string; err: string; exitCode: unknown } {
  let [out, err] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => ((out += String(chunk)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => ((err += String(chunk)), true));
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    command().exitOverride().parse(args, { from: "user" });
    return { out, err, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    vi.restoreAllMocks();
  }
}

const file = (name: string): string => path.join(folder, name);

describe("vnet lint", () => {
  it("ends with 0 when there is nothing to report", () => {
    expect(run(lintCommand, file("good.vnet"))).toEqual({
      out: "nothing to report in 1 file\n",
      err: "",
      exitCode: 0,
    });
  });

  it("ends with 1 and shows findings of all files", () => {
    const { out, exitCode } = run(lintCommand, file("good.vnet"), file("bad.vnet"), "--format", "plain");
    expect(exitCode).toBe(1);
    expect(out).toBe(
      `${file("bad.vnet")}:1:31: error[name/unknown-attribute]: \`host\` has no attribute \`slts\` (did you mean \`slots\`?)\n1 error in 2 files\n`,
    );
  });

  it("throws one sentence for a file that is not there", () => {
    expect(() => run(lintCommand, file("gone.vnet"))).toThrow("there is no file");
  });

  it("loads the planners only for a policy that names one", async () => {
    let loads = 0;
    const load = async (): Promise<never> => {
      loads += 1;
      throw new Error("must not be loaded");
    };
    await lintCommand(load).parseAsync([file("good.vnet")], { from: "user" });
    expect(loads).toBe(0);
  });

  it("reports a planner that nobody has", async () => {
    const { stdout, exitCode } = await runVnet(["lint", "--format", "plain", file("using.vnet")]);
    expect(stdout).toContain("no-such-planner");
    expect(exitCode).toBe(1);
  });
});

describe("vnet compile", () => {
  it("prints the compiled form", () => {
    const { out, exitCode } = run(compileCommand, file("good.vnet"));
    expect(exitCode).toBe(0);
    expect(decodePolicy(JSON.parse(out))).toMatchObject({ policy: { network: { name: "n" } } });
  });

  it("prints nothing but diagnostics for a policy with errors", () => {
    const { out, err, exitCode } = run(compileCommand, file("bad.vnet"));
    expect([out, exitCode]).toEqual(["", 1]);
    expect(err).toContain("error[name/unknown-attribute]");
  });
});
