// The catalogue of diagnostics and the messages that are reported belong together.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { catalog } from "../../../lang/index.ts";

const area = path.resolve(import.meta.dirname, "../../../lang");
const sources = readdirSync(area, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith("catalog.ts"))
  .map((file) => readFileSync(path.join(area, file), "utf8"))
  .join("\n");

it.each(Object.keys(catalog))("%s is reported somewhere", (id) => {
  expect(sources).toContain(`"${id}"`);
});

it("ids are a family and a name", () => {
  const families = /^(syntax|name|type|unit|topology|rule|stability|cost|security|style)\/[a-z]+(-[a-z]+)*$/;
  for (const id of Object.keys(catalog)) expect(id).toMatch(families);
});
