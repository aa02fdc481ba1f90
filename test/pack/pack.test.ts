// The package as others get it: packed, installed in an empty folder, run on every Node it names, imported from TypeScript.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lastEvent, repositoryRoot } from "../harness/vnet-process.ts";
import { comparesCopies } from "./compares-copies.ts";
import { usesEveryEntry } from "./uses-every-entry.ts";

const runsHere = Boolean(process.env["CI"]);
const elsewhere = "downloads three versions of Node: runs where CI is set";
const nodes = ["20.19", "22", "24"];
const largestBytes = 600_000;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

const run = promisify(execFile);
const limit = { timeout: 60_000, maxBuffer: 64e6 };
const folder = mkdtempSync(path.join(tmpdir(), "vnet-pack-"));
const [app, tools] = [path.join(folder, "app"), path.join(folder, "tools")];
const installed = path.join(app, "node_modules", "vnet");
let packed: Packed;

async function npmInstall(cwd: string, ...packages: string[]): Promise<void> {
  mkdirSync(cwd);
  writeFileSync(path.join(cwd, "package.json"), `{ "private": true, "type": "module" }\n`);
  await run("npm", ["install", "--no-audit", "--no-fund", ...packages], { ...limit, cwd });
}

/** The installed command, on that version of Node, from the folder where it is installed. */
async function vnetOn(version: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const node = path.join(tools, "node_modules", `node-${version}`, "bin", "node");
  return run(node, ["node_modules/.bin/vnet", ...args], { ...limit, cwd: app });
}

beforeAll(async () => {
  if (!runsHere) return;
  // The build has run already, and another under the tests that use it now would pull it from under them.
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", pack, { ...limit, cwd: repositoryRoot });
  [packed] = JSON.parse(stdout) as [Packed];
  const binaries = nodes.map((version) => `node-${version}@npm:node-linux-${process.arch}@${version}`); // what the package `node` fetches
  await Promise.all([
    npmInstall(app, path.join(folder, packed.filename)),
    npmInstall(tools, "publint@0.3.25", ...binaries),
  ]);
}, 90_000);
afterAll(() => rmSync(folder, { recursive: true }), 90_000); // three Nodes to delete, on a busy disk
beforeEach((context) => {
  if (!runsHere) context.skip(elsewhere);
});

describe("the packed files", () => {
  it("are the command, the build, its modules and policies, and the documents", () => {
    const tops = new Set(packed.files.map((file) => file.path.split("/")[0]));
    expect([...tops].sort()).toEqual(
      [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "bin",
        "controller",
        "dataplane",
        "dist",
        "docs",
        "engine",
        "lang",
        "package.json",
        "policies",
        "stdlib",
        "traffic",
      ].sort(),
    );
  });

  it("hold no types of a source that is gone, no test and no source map", () => {
    const names = packed.files.map((file) => file.path);
    const types = names.filter((name) => name.startsWith("dist/types/"));
    const sourceOf = (name: string): string => name.slice("dist/types/".length).replace(/\.d\.ts$/, ".ts");
    expect(types.filter((name) => !existsSync(path.join(repositoryRoot, sourceOf(name))))).toEqual([]);
    const build = names.filter((name) => name.startsWith("dist/") && !types.includes(name));
    expect(build.filter((name) => !/^dist\/[\w-]+\.(js|txt)$/.test(name))).toEqual([]);
  });

  it("hold what the documents among them point to", () => {
    const names = packed.files.map((file) => file.path);
    const targets = names
      .filter((name) => name.endsWith(".md"))
      .flatMap((name) => {
        const text = readFileSync(path.join(installed, name), "utf8");
        const links = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, target = ""]) => target);
        return links.map((target) => path.posix.join(path.posix.dirname(name), target));
      });
    expect(targets).toContain("docs/language.md");
    expect(targets.filter((target) => !names.some((name) => name.startsWith(target)))).toEqual([]);
  });

  it("hold the licence of each package that the build has taken in", () => {
    const licenses = readFileSync(path.join(installed, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
    const named = [...licenses.matchAll(/[\w@/-]+ \d+\.\d+\.\d+/g)].map(([name]) => name.split(" ")[0]);
    expect(named).toEqual(expect.arrayContaining(["chevrotain", "commander", "lodash-es", "zod"]));
    expect(licenses).toContain("Apache License");
  });

  it(`stay below ${largestBytes / 1000} kB`, () => {
    process.stdout.write(`package: ${(packed.size / 1000).toFixed(0)} kB, ${packed.files.length} files\n`);
    expect(packed.size).toBeLessThan(largestBytes);
  });

  it("satisfy publint", async () => {
    const { stdout } = await run(
      "node_modules/.bin/publint",
      ["run", "--strict", path.join(folder, packed.filename)],
      { ...limit, cwd: tools },
    );
    expect(stdout).toContain("All good!");
  });

  it("ask for nothing to run when they are installed", () => {
    const manifest = readFileSync(path.join(installed, "package.json"), "utf8");
    const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });
});

describe.each(nodes)("the installed command on Node %s", (version) => {
  const policy = "node_modules/vnet/policies/ring.vnet";

  it("tells its version, lints and tests a policy", { timeout: 60_000 }, async () => {
    const manifest = readFileSync(path.join(installed, "package.json"), "utf8");
    const { version: expected } = JSON.parse(manifest) as { version: string };
    expect((await vnetOn(version, "--version")).stdout).toBe(`${expected}\n`);
    expect((await vnetOn(version, "lint", policy)).stdout).toBe("nothing to report in 1 file\n");
    expect((await vnetOn(version, "test", policy)).stdout).toContain("1 passed, 0 failed");
  });

  it("runs an embedded network, without a warning of Node", { timeout: 60_000 }, async () => {
    const args = ["run", policy, "--embedded", "--duration", "3s", "--format", "json"];
    const { stdout, stderr } = await vnetOn(version, ...args);
    expect(lastEvent(stdout, "result")).toMatchObject({ linksAdded: 4, framesLost: 0, framesDuplicated: 0 });
    expect(stderr).toBe("");
  });
});

describe("a TypeScript project that imports every entry", () => {
  it.each(["nodenext", "bundler"])(
    "compiles under strict and runs, resolved as in %s",
    { timeout: 60_000 },
    async (resolution) => {
      writeFileSync(path.join(app, "uses.ts"), usesEveryEntry);
      const tsc = path.join(repositoryRoot, "node_modules/.bin/tsc");
      const module = resolution === "bundler" ? "esnext" : "nodenext";
      const options = `--module ${module} --moduleResolution ${resolution} --target es2022 --types node --strict`;
      const flags = [...options.split(" "), "--skipLibCheck", "false"];
      const compiled = await run(tsc, [...flags, "uses.ts"], { ...limit, cwd: app }).catch(
        (error: { stdout: string }) => error, // tsc reports on standard output
      );
      expect(compiled.stdout).toBe("");
      const { stdout } = await run(process.execPath, ["uses.js"], { ...limit, cwd: app });
      expect(stdout).toBe("1 host and 1 proxy, 0 findings, links by ws\n");
    },
  );
});

describe("a plugin that imports `vnet/engine`", () => {
  it("shares every module with the command: there is one copy of each", { timeout: 60_000 }, async () => {
    writeFileSync(path.join(app, "one-copy.js"), comparesCopies);
    const { stdout } = await run(process.execPath, ["one-copy.js"], { ...limit, cwd: app });
    expect(stdout).toMatch(/^1 passed, 0 failed\b.*\none copy\n$/ms);
  });
});
