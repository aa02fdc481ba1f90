// A folder of a test file's own, removed after its tests.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** To be called where hooks may be registered: at the top of a file or in a `describe`. Absolute path. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "vnet-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}
