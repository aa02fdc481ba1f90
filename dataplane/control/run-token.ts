// The secrets of a run: the token that daemons show the controller, the file that carries it, keys of data links.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { DataplaneError, messageOf } from "../dataplane-errors.ts";

const secretBytes = 32;

/** 32 random bytes as 64 lower-case hexadecimal digits. */
export function createSecret(): string {
  return randomBytes(secretBytes).toString("hex");
}

/** Compares in a time that depends on neither text, not even on the lengths. */
export function secretsEqual(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/**
 * Writes a new token, and a line end, to a file that only its owner can read (mode 0600). An existing file is replaced,
 * not written into, so nobody who has it open sees the new token. Throws VNET_ERR_TOKEN_FILE.
 */
export function writeTokenFile(path: string, token: string): void {
  try {
    rmSync(path, { force: true });
    writeFileSync(path, `${token}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new DataplaneError(
      "VNET_ERR_TOKEN_FILE",
      `cannot write the token to \`${path}\`: ${messageOf(error)}`,
      error,
    );
  }
}

/** Removes the file; one that is gone already is fine. */
export function removeTokenFile(path: string): void {
  rmSync(path, { force: true });
}
