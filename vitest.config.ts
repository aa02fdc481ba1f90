// Test runner settings: mirrors of the tree under test/, a fixed seed in CI, one build before the run.
import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/harness/closing-line.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/harness/build-once.ts"],
    setupFiles: ["test/harness/property-seed.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ["default", new ClosingLine()],
  },
});
