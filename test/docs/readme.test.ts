// The README is true: its policies compile, and its transcript of the demo is what the demo prints.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { commandTable } from "../../cli/command-table.ts";
import { compileOptions } from "../../cli/policy-files.ts";
import { compile } from "../../lang/index.ts";
import { repositoryRoot, runVnet } from "../harness/vnet-process.ts";

const file = path.join(repositoryRoot, "README.md");
const readme = readFileSync(file, "utf8");
const transcript = /(\$ npm ci && npm run demo\n)([^]*?)```/;

/** Figures differ from run to run; what stands around them does not. */
function withoutFigures(text: string): string[] {
  return text
    .replaceAll(/[\d.]+( [mk]?s\b| [kMG]?bit\/s)?/g, "#")
    .replaceAll(/\b[kMG]bit\/s/g, "bit/s") // the heat map's unit follows the strongest flow
    .replaceAll(/[░▒▓█]/g, "▓")
    .split("\n")
    .map((line) => line.replaceAll(/ +/g, " ").trim())
    .filter((line) => line !== "");
}

describe("README.md", () => {
  const policies = [...readme.matchAll(/```vnet\n([^]*?)```/g)].map((match) => match[1] ?? "");

  it("shows policies that compile without a diagnostic", () => {
    expect(policies.length).toBeGreaterThan(0);
    for (const text of policies) {
      const { policy, diagnostics } = compile({ path: "README.md", text }, compileOptions());
      expect(diagnostics).toEqual([]);
      expect(policy).toBeDefined();
    }
  });

  it("opens with a policy of twelve lines", () => {
    expect(policies[0]?.trimEnd().split("\n")).toHaveLength(12);
  });

  it("lists every command", () => {
    const rows = readme.split("\n").filter((line) => line.startsWith("| `npx vnet "));
    for (const name of Object.keys(commandTable))
      expect([name, rows.some((row) => row.startsWith(`| \`npx vnet ${name}`))]).toEqual([name, true]);
  });

  /** Set UPDATE_DOCS=1 to put the output of this run into the README. */
  it("shows what the demo prints", async () => {
    const { stdout } = await runVnet(["run", "policies/ring.vnet", "--embedded"]);
    if (process.env["UPDATE_DOCS"]) {
      const shown = readme.replace(transcript, (_, command: string) => `${command}${stdout}\`\`\``);
      writeFileSync(file, shown);
    }
    const [, , shown = ""] = transcript.exec(readFileSync(file, "utf8")) ?? [];
    expect(withoutFigures(shown)).toEqual(withoutFigures(stdout));
  }, 40_000);
});
