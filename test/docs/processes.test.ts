// The tables of events and fields in docs/processes.md are those of the code. UPDATE_DOCS=1 writes them.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { expect, it } from "vitest";
import { logEvents } from "../../cli/log/log-events.ts";
import { fieldMeanings, type LogField } from "../../cli/log/log-fields.ts";
import { repositoryRoot } from "../harness/vnet-process.ts";

const file = path.join(repositoryRoot, "docs/processes.md");

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

const events = Object.entries(logEvents).map(
  ([name, { level, roles, fields, meaning }]) =>
    `| \`${name}\` | ${level} | ${roles.join(", ")} | ${quoted(fields)} | ${meaning} |`,
);
const fields = Object.entries(fieldMeanings).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);

const tables = {
  events: ["| event | level | log of | fields | meaning |", "| - | - | - | - | - |", ...events],
  fields: ["| field | meaning |", "| - | - |", ...fields],
};

it.each(Object.entries(tables))("shows the %s", async (name, lines) => {
  const marked = new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`);
  const table = `<!-- ${name} -->\n\n${lines.join("\n")}\n\n<!-- /${name} -->`;
  const wanted = (await format(table, { parser: "markdown" })).trim();
  if (process.env["UPDATE_DOCS"])
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(marked, () => wanted),
    );
  expect(marked.exec(readFileSync(file, "utf8"))?.[0]).toBe(wanted);
});

it("explains every field that an event has, and no other", () => {
  const used = new Set<LogField>(
    Object.values(logEvents).flatMap((entry): readonly LogField[] => entry.fields),
  );
  expect([...used].sort()).toEqual(Object.keys(fieldMeanings).sort());
});
