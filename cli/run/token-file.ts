// Where the token of a run lies while it runs: a folder of its own that only its owner can enter.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface TokenFile {
  readonly path: string;
  /** Removes the file and its folder. */
  remove(): void;
}

export function temporaryTokenFile(): TokenFile {
  const folder = mkdtempSync(path.join(tmpdir(), "vnet-")); // mode 0700
  return {
    path: path.join(folder, "token"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
