#!/usr/bin/env node
// Entry of the `vnet` command: starts the build under dist/, which `npm ci` makes.
import { existsSync } from "node:fs";

const built = new URL("../dist/main.js", import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  process.stderr.write("vnet is not built yet; run `npm run build`\n");
  process.exitCode = 2;
}
