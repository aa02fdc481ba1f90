// The build: every entry, and the chunks that they have in common, so that a process reads few files and each module exists once.
import { defineConfig } from "rolldown";
import { thirdPartyLicenses } from "./build/third-party-licenses.ts";

export default defineConfig({
  platform: "node",
  input: {
    main: "cli/main.ts",
    lang: "lang/index.ts",
    engine: "engine/index.ts",
    dataplane: "dataplane/index.ts",
    "solver-worker": "controller/solver/solver-worker.ts",
    "plugin-child": "controller/plugins/plugin-child.ts",
    "workload-worker": "lab/workload/workload-worker.ts",
  },
  // chevrotain, commander and zod are taken in: as packages they are read file by file, which costs a start 15 to 100 ms each.
  external: ["ws", "lru-cache", "json-logic-js", "cap", "highs", "pino"],
  plugins: [thirdPartyLicenses("THIRD-PARTY-LICENSES.txt")],
  output: {
    dir: "dist",
    cleanDir: true,
    chunkFileNames: "[name].js", // all in one folder: what is started by its place beside another file is found
    minify: true,
    sourcemap: true, // for `node --enable-source-maps`; not packed
  },
});
