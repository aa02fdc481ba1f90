// The doctor's checks: each passes where its need is met, and says what is missing and what to do where it is not.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkLoopback } from "../../../cli/doctor/check-loopback.ts";
import { checkNode } from "../../../cli/doctor/check-node.ts";
import { checkOpenFiles } from "../../../cli/doctor/check-open-files.ts";
import { checkPackage } from "../../../cli/doctor/check-package.ts";
import { repositoryRoot } from "../../harness/vnet-process.ts";

describe("the version of Node", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "24.21.0"])("%s is new enough", (version) => {
    expect(checkNode(version, ">=20.19").ok).toBe(true);
  });

  it.each(["20.9.0", "18.20.4"])("%s is too old, which it says", (version) => {
    expect(checkNode(version, ">=20.19")).toEqual({
      check: "node",
      ok: false,
      found: `${version}, needs 20.19 or newer`,
      remedy: "install Node.js 20.19 or newer",
    });
  });
});

describe("the package", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "vnet-doctor-"));
    for (const part of ["dist/main.js", "dist/workload-worker.js", "node_modules/ws/package.json"])
      mkdirSync(path.dirname(path.join(root, part)), { recursive: true });
    writeFileSync(path.join(root, "dist/main.js"), "");
    writeFileSync(path.join(root, "dist/workload-worker.js"), "");
    writeFileSync(path.join(root, "node_modules/ws/package.json"), "{}");
    cpSync(path.join(repositoryRoot, "stdlib"), path.join(root, "stdlib"), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("is whole with its build, its standard library and what it depends on", () => {
    expect(checkPackage(root, ["ws", "@types/ws"])).toEqual({ check: "package", ok: true, found: "whole" });
  });

  it("names every part that is missing", () => {
    rmSync(path.join(root, "stdlib"), { recursive: true });
    const { ok, found, remedy } = checkPackage(root, ["ws", "no-such-package"]);
    expect(ok).toBe(false);
    expect(found).toContain("`stdlib/topologies.vnet`, `no-such-package` missing");
    expect(remedy).toBe("install the package again");
  });

  it("is mended by the checkout's own installation where it is a checkout", () => {
    writeFileSync(path.join(root, "tsconfig.build.json"), "{}");
    rmSync(path.join(root, "dist"), { recursive: true });
    expect(checkPackage(root, []).remedy).toBe("npm ci");
  });
});

describe("loopback", () => {
  it("can be reached", async () => {
    expect((await checkLoopback()).ok).toBe(true);
  });

  it("says why an address cannot be listened on", async () => {
    const { ok, found } = await checkLoopback("192.0.2.1"); // reserved for documentation: no machine has it
    expect(ok).toBe(false);
    expect(found).toContain("EADDRNOTAVAIL");
  });
});

describe("the limit of open files", () => {
  const limits = (soft: string): string =>
    `Limit  Soft Limit  Hard Limit  Units\nMax open files   ${soft}   4096   files\n`;

  it.each(["512", "20000", "unlimited"])("%s is enough", (soft) => {
    expect(checkOpenFiles(limits(soft)).ok).toBe(true);
  });

  it("of 256 is too low, which it says", () => {
    expect(checkOpenFiles(limits("256"))).toMatchObject({
      ok: false,
      found: "256, needs 512",
      remedy: "ulimit -n 512",
    });
  });

  it("is not held against a system that does not tell it", () => {
    expect(checkOpenFiles(undefined).ok).toBe(true);
  });
});
