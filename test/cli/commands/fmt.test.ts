// `vnet fmt` as a user meets it: what it prints, what it writes, its exit codes.
import { spawn } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { fmtCommand } from "../../../cli/commands/fmt.ts";
import { repositoryRoot, runVnet, type Ended } from "../../harness/vnet-process.ts";

const root = mkdtempSync(path.join(tmpdir(), "vnet-fmt-"));
afterAll(() => rmSync(root, { recursive: true }));

let folder = "";
let count = 0;
beforeEach(() => {
  folder = path.join(root, String(count++));
  mkdirSync(folder);
  write("good.vnet", "network n {\n  proxy gw\n}\n");
  write("bad.vnet", "network n { proxy gw }\n");
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
const fmt = (...args: readonly string[]): Promise<Ended> => runVnet(["fmt", ...args], { cwd: folder });

/** With that text on standard input. */
async function fmtInput(
  text: string,
  ...args: readonly string[]
): Promise<{ stdout: string; exitCode: number | null }> {
  const child = spawn(process.execPath, [path.join(repositoryRoot, "bin/vnet.js"), "fmt", ...args]);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stdin.end(text);
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { stdout, exitCode };
}

const formatted = "network n {\n  proxy gw\n}\n";

describe("vnet fmt --check", () => {
  it("names the files that are not in the style and ends with 1", async () => {
    const { stdout, exitCode } = await fmt("--check");
    expect([stdout, exitCode]).toEqual(["bad.vnet\n1 file to format, 1 file in the style\n", 1]);
    expect(read("bad.vnet")).toBe("network n { proxy gw }\n");
  });

  it("ends with 0 where all are", async () => {
    const { stdout, exitCode } = await fmt("--check", "good.vnet");
    expect([stdout, exitCode]).toEqual(["1 file in the style\n", 0]);
  });

  it("shows with --diff what would change", async () => {
    const { stdout, exitCode } = await fmt("--check", "--diff", "*.vnet");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("@@ -1,1 +1,3 @@\n-network n { proxy gw }\n+network n {\n+  proxy gw\n+}\n");
  });

  it("counts a byte order mark and CRLF as not in the style", async () => {
    write("good.vnet", "\uFEFFnetwork n {\r\n  proxy gw\r\n}\r\n");
    expect((await fmt("--check", "good.vnet")).exitCode).toBe(1);
    await fmt("--write", "good.vnet");
    expect(read("good.vnet")).toBe(formatted);
  });

  it("ends with 1 and the diagnostic for what is no policy", async () => {
    write("bad.vnet", "network n {\n");
    const { stderr, exitCode } = await fmt("--check", "bad.vnet");
    expect(stderr).toContain("error[syntax/missing-brace]");
    expect(exitCode).toBe(1);
  });
});

describe("vnet fmt --write", () => {
  it("replaces what is not in the style, and nothing else", async () => {
    const before = statSync(path.join(folder, "good.vnet"));
    const { stdout, exitCode } = await fmt("--write", ".");
    expect([stdout, exitCode]).toEqual(["bad.vnet\n1 file formatted, 1 file in the style\n", 0]);
    expect(read("bad.vnet")).toBe(formatted);
    expect(statSync(path.join(folder, "good.vnet")).mtimeMs).toBe(before.mtimeMs);
    expect(readdirSync(folder).sort()).toEqual(["bad.vnet", "good.vnet"]);
  });

  it("keeps the mode, and a symbolic link", async () => {
    chmodSync(path.join(folder, "bad.vnet"), 0o640);
    symlinkSync("bad.vnet", path.join(folder, "link.vnet"));
    await fmt("--write", "link.vnet");
    expect(lstatSync(path.join(folder, "link.vnet")).isSymbolicLink()).toBe(true);
    expect(read("bad.vnet")).toBe(formatted);
    expect(statSync(path.join(folder, "bad.vnet")).mode & 0o777).toBe(0o640);
  });

  it("leaves alone what is no policy", async () => {
    write("broken.vnet", "network n {\n  proxy gw");
    const { stdout, exitCode } = await fmt("--write");
    expect(stdout).toContain("1 file that cannot be read");
    expect(exitCode).toBe(1);
    expect([read("broken.vnet"), read("bad.vnet")]).toEqual(["network n {\n  proxy gw", formatted]);
  });
});

describe("vnet fmt", () => {
  it("prints one file", async () => {
    expect(await fmt("bad.vnet")).toMatchObject({ stdout: formatted, exitCode: 0 });
    expect(read("bad.vnet")).toBe("network n { proxy gw }\n");
  });

  it("formats standard input", async () => {
    expect(await fmtInput("network n { proxy gw }", "-")).toEqual({ stdout: formatted, exitCode: 0 });
    expect((await fmtInput("network n { proxy gw }", "-", "--check")).exitCode).toBe(1);
    expect(await fmtInput("network n {", "-")).toEqual({ stdout: "", exitCode: 1 });
  });

  it.each([
    ["good.vnet bad.vnet", "expected `--check` or `--write` for several files"],
    ["--check --write good.vnet", "not both"],
    ["--diff good.vnet", "with `--check` only"],
    ["--write -", "standard input cannot be written to"],
    ["--check - good.vnet", "not both"],
    ["gone.vnet", "there is no file"],
    ["--check gone*", "no file matches"],
  ])("refuses `%s`", async (args, message) => {
    const given = args.split(" ").map((each) => (/vnet|gone/.test(each) ? path.join(folder, each) : each));
    await expect(fmtCommand().exitOverride().parseAsync(given, { from: "user" })).rejects.toThrow(message);
  });
});
