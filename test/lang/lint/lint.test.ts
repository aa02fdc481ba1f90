// What linting adds to compiling, and where it keeps silent.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compileOptions } from "../../../cli/policy-files.ts";
import { compile, lint } from "../../../lang/index.ts";
import { repositoryRoot } from "../../harness/vnet-process.ts";
import { loadFrom, sampleNetwork } from "../compile-text.ts";
import { lintText } from "./describe-lint-rule.ts";

const hasty = "rule hasty { when traffic.total > 1 Mbps do connect }";

describe("lint", () => {
  it("reports what the compiler reports and what its rules find, in the order of the text", () => {
    const found = lintText(`${hasty}\ninfer { smooth: 100 ms }\nlimit { lnks <= 4 }`);
    expect(found.map(({ id, severity }) => [id, severity])).toEqual([
      ["stability/missing-cooldown", "warning"],
      ["name/unknown-limit", "error"],
    ]);
  });

  it("compiles what it only warns of; compiling alone says nothing of it", () => {
    const entry = { path: "sample.vnet", text: `${hasty}\n${sampleNetwork}` };
    expect(lint(entry, { load: loadFrom({}) }).policy?.rules).toHaveLength(1);
    expect(compile(entry, { load: loadFrom({}) }).diagnostics).toEqual([]);
  });

  it("keeps silent of a declaration within which something could not be read", () => {
    const found = lintText("rule hasty { when traffic.total > 1 Mbps do connect cooldwn 30 s }");
    expect(found.map(({ id }) => id).filter((id) => !id.startsWith("syntax/"))).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  it("goes on with what is whole beside it", () => {
    const found = lintText(`rul x { }\n${hasty}`);
    expect(found.map(({ id }) => id)).toEqual(["syntax/unknown-declaration", "stability/missing-cooldown"]);
  });

  it("reports in an imported file at its place there", () => {
    const text = `import "./rules.vnet"\n${sampleNetwork}`;
    const { diagnostics, sources } = lint(
      { path: "sample.vnet", text },
      { load: loadFrom({ "./rules.vnet": hasty }) },
    );
    expect(diagnostics.map(({ id, span }) => [id, sources[span.file]?.path])).toEqual([
      ["stability/missing-cooldown", "./rules.vnet"],
    ]);
  });
});

describe("has nothing against", () => {
  const folders = ["policies", "../shared/examples"];
  const policies = folders.flatMap((folder) => {
    try {
      return readdirSync(path.join(repositoryRoot, folder)).map((name) => path.join(folder, name));
    } catch {
      return []; // the examples lie beside some checkouts only
    }
  });

  it.each(policies)("%s", (file) => {
    const text = readFileSync(path.join(repositoryRoot, file), "utf8");
    expect(lint({ path: path.join(repositoryRoot, file), text }, compileOptions()).diagnostics).toEqual([]);
  });
});
