// Secrets of a run and the file that carries the token.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createSecret,
  removeTokenFile,
  secretsEqual,
  writeTokenFile,
} from "../../../dataplane/control/run-token.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "vnet-token-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("run token", () => {
  it("has 32 random bytes", () => {
    expect(createSecret()).toMatch(/^[0-9a-f]{64}$/);
    expect(createSecret()).not.toBe(createSecret());
  });

  it("is equal to itself alone", () => {
    const token = createSecret();
    expect(secretsEqual(token, token)).toBe(true);
    for (const other of [createSecret(), token.slice(1), `${token}0`, ""])
      expect(secretsEqual(other, token)).toBe(false);
  });

  it("is written to a file that only its owner can read, even where a readable one was before", () => {
    const file = path.join(folder, "token");
    writeFileSync(file, "old", { mode: 0o644 });
    writeTokenFile(file, "abc");
    expect(readFileSync(file, "utf8")).toBe("abc\n");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is gone after removal, which may be repeated", () => {
    const file = path.join(folder, "token");
    writeTokenFile(file, "abc");
    removeTokenFile(file);
    removeTokenFile(file);
    expect(existsSync(file)).toBe(false);
  });

  it("says in one sentence why it cannot be written", () => {
    const file = path.join(folder, "taken");
    mkdirSync(file);
    expect(() => writeTokenFile(file, "abc")).toThrow(
      expect.objectContaining({
        code: "VNET_ERR_TOKEN_FILE",
        message: expect.stringContaining(`\`${file}\``),
      }),
    );
  });
});
