// The doctor on `cap`: each way in which it may be missing has its own sentence and command, and none is a fault of vnet.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { captureLibraryCommand } from "../../../cli/doctor/capture-library-command.ts";
import { checkCap } from "../../../cli/doctor/check-cap.ts";

const debian = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n`;
const prepare = "apt-get install -y build-essential python3 libpcap-dev, as root";
let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "vnet-cap-"));
  writeFileSync(path.join(root, "package.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

const check = () => checkCap({ root, version: "0.2.1", osRelease: debian });

/** A package of that name, laid out as the real one. */
function installCap(main = `module.exports = require("../build/Release/cap.node");`): void {
  mkdirSync(path.join(root, "node_modules/cap/lib"), { recursive: true });
  mkdirSync(path.join(root, "node_modules/cap/build/Release"), { recursive: true });
  writeFileSync(path.join(root, "node_modules/cap/package.json"), `{ "main": "./lib/Cap" }`);
  writeFileSync(path.join(root, "node_modules/cap/lib/Cap.js"), main);
}

it("passes where it loads", () => {
  installCap("exports.Cap = class {};");
  expect(check()).toMatchObject({ check: "cap", ok: true });
});

it("says how to get it where npm has passed over it", () => {
  expect(check()).toEqual({
    check: "cap",
    ok: false,
    found: "`cap` could not be built here",
    remedy: `${prepare}; then npm install cap@0.2.1`,
    neededOnlyFor: "reading a live interface",
  });
});

it("says how to get it in a checkout", () => {
  writeFileSync(path.join(root, "tsconfig.build.json"), "{}");
  expect(check().remedy).toBe(`${prepare}; then npm ci`);
});

it("tells one that was installed without its build", () => {
  installCap();
  expect(check()).toMatchObject({
    found: "`cap` is installed but not built",
    remedy: `${prepare}; then npm rebuild cap`,
  });
});

it("tells one that was built for another Node.js, in Node's own words", () => {
  const words =
    "The module '/x/cap.node'\\nwas compiled against a different Node.js version using\\nNODE_MODULE_VERSION 115. This version of Node.js requires\\nNODE_MODULE_VERSION 127. Please try re-compiling";
  installCap(`throw new Error("${words}");`);
  expect(check()).toMatchObject({
    found: "`cap` was built for another Node.js (module version 115, this one has 127)",
    remedy: "npm rebuild cap, with the Node.js that is to run it",
  });
});

it("tells what the system says of a library that it cannot open", () => {
  installCap();
  writeFileSync(path.join(root, "node_modules/cap/build/Release/cap.node"), "no library");
  const { found, remedy } = check();
  expect(found).toMatch(/^`cap` does not load: .*cap\.node: file too short$/);
  expect(remedy).toBe(`${prepare}; then npm rebuild cap`);
});

describe("the command that installs what `cap` is built with", () => {
  it.each([
    ["Debian", debian, "apt-get install"],
    ["Mint, which descends from it", `ID=linuxmint\nID_LIKE="ubuntu debian"\n`, "apt-get install"],
    ["Fedora", "ID=fedora\n", "dnf install"],
    ["Rocky, which descends from it", `ID="rocky"\nID_LIKE="rhel centos fedora"\n`, "dnf install"],
    ["Alpine", "ID=alpine\n", "apk add"],
    ["a system of no such family", "ID=slackware\n", "install a C++ compiler, make, Python 3 and"],
    ["a system that does not say", undefined, "install a C++ compiler, make, Python 3 and"],
  ])("on %s", (_, osRelease, start) => {
    expect(captureLibraryCommand(osRelease).startsWith(start)).toBe(true);
  });
});
