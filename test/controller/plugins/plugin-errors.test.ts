// Every error code has its row in the page, and every row its code.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { pluginErrorCodes } from "../../../controller/plugins/plugin-errors.ts";

it("explains exactly the codes that exist, in order", () => {
  const page = path.join(import.meta.dirname, "../../../controller/plugins/plugin-errors.md");
  const rows = [...readFileSync(page, "utf8").matchAll(/^\| `(VNET_ERR_\w+)` +\| \S.*\| \S.*\|$/gm)];
  expect(rows.map(([, code]) => code)).toEqual(Object.values(pluginErrorCodes));
});
