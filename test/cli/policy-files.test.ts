// What reading a policy from disk says when it cannot.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CliError } from "../../cli/cli-errors.ts";
import { loadPolicyModule, readPolicyFile } from "../../cli/policy-files.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const folder = temporaryFolder();

function failure(file: string): CliError {
  try {
    readPolicyFile(file);
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("reading a policy file", () => {
  it("gives its path and text, without a byte order mark", () => {
    const file = path.join(folder, "a.vnet");
    writeFileSync(file, "\uFEFFedition 1\n");
    expect(readPolicyFile(file)).toEqual({ path: file, text: "edition 1\n" });
  });

  it("says that there is no file", () => {
    const file = path.join(folder, "gone.vnet");
    expect(failure(file)).toMatchObject({
      code: "VNET_ERR_FILE_MISSING",
      message: `there is no file \`${file}\``,
      exitCode: 2,
    });
  });

  it("says that it is a folder", () => {
    expect(failure(folder)).toMatchObject({ code: "VNET_ERR_FILE_IS_FOLDER" });
  });

  it("says that it is no text", () => {
    const file = path.join(folder, "bytes.vnet");
    writeFileSync(file, Buffer.from([0x66, 0xff, 0xfe]));
    expect(failure(file)).toMatchObject({
      code: "VNET_ERR_FILE_NOT_TEXT",
      message: `\`${file}\` is not UTF-8 text`,
    });
  });
});

describe("loading a module", () => {
  it("finds the standard library", () => {
    expect(loadPolicyModule("std/topologies", "any.vnet")).toMatchObject({ path: "std/topologies" });
  });

  it("finds files beside the one that imports them", () => {
    const file = path.join(folder, "b.vnet");
    writeFileSync(file, "edition 1\n");
    expect(loadPolicyModule("./b.vnet", path.join(folder, "main.vnet"))).toEqual({
      path: file,
      text: "edition 1\n",
    });
  });

  it.each([
    ["std/gone", "the standard library has no module `gone`"],
    ["std/../package", "a module is `std/NAME` or a path that begins with `./`"],
    ["/etc/passwd", "a module is `std/NAME` or a path that begins with `./`"],
  ])("refuses `%s`", (specifier, fault) => {
    expect(loadPolicyModule(specifier, "main.vnet")).toEqual({ fault });
  });
});
