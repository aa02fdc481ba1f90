// What counts as the token of a file that a user names.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keptToken, readToken } from "../../../cli/run/token-file.ts";

const token = "0123456789abcdef";
let folder = "";
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), "vnet-token-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function holding(content: string | Uint8Array): string {
  const file = path.join(folder, "token");
  writeFileSync(file, content);
  return file;
}

describe("a token file", () => {
  it("may have white space around its token, and a byte order mark", () => {
    for (const content of [token, `${token}\n`, ` \r\n${token}\r\n`, `\ufeff${token}\n`])
      expect(readToken(holding(content))).toBe(token);
  });

  it("holds no token where it is too short, too long, two words or no text", () => {
    const long = "x".repeat(256);
    for (const content of [token.slice(1), long, long.repeat(100), `${token} x`, Uint8Array.of(0xff, 0xfe)])
      expect(() => readToken(holding(content))).toThrow("holds no token, expected 16 to 255 visible");
    expect(() => readToken(holding(" \n"))).toThrow("is empty, expected a token");
  });

  it("holds no token where what follows one is not looked at any more", () => {
    expect(() => readToken(holding(`${token}${" ".repeat(5000)}x`))).toThrow("holds no token");
  });

  it("may be a device that never ends, which is no token", () => {
    expect(() => readToken("/dev/zero")).toThrow("the token file `/dev/zero` holds no token");
  });

  it("is made where it is missing, and kept", () => {
    const file = path.join(folder, "new");
    const made = keptToken(file);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(keptToken(file)).toBe(made);
    expect(() => readToken(path.join(folder, "none"))).toThrow("there is no such file");
    expect(() => readToken(folder)).toThrow("it is a folder");
  });
});
