// Text of any size gives diagnostics or a policy, never a failure of the stack; and imports that cannot be read.
import { describe, expect, it } from "vitest";
import { compileText, sampleNetwork } from "./compile-text.ts";

const many = 130_000; // more than a call takes arguments

describe("text of great size", () => {
  it.each([
    ["opening braces", "{ ".repeat(many)],
    ["words that declare nothing", `${sampleNetwork}${"nothing ".repeat(many)}`],
    ["strings", `${sampleNetwork}${'"a" '.repeat(many)}`],
  ])("is refused with one diagnostic: %s", (_, text) => {
    const { policy, diagnostics } = compileText(text);
    expect(policy).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
  });

  it("is compiled: a string of twelve million characters", () => {
    const text = `network n { proxy gw { address: "${"x".repeat(12_000_000)}" } host a }`;
    expect(compileText(text).diagnostics).toEqual([]);
  });

  it("is compiled: a list of many members", () => {
    const { diagnostics } = compileText(
      `${sampleNetwork}rule r { when v1 in [${"v1, ".repeat(many)}] do adapt }`,
    );
    expect(diagnostics).toEqual([]);
  });
});

describe("an import", () => {
  it.each(['import "./x', 'import "./\\0.vnet"'])("that cannot be read is one mistake: %s", (line) => {
    const { diagnostics } = compileText(`${line}\n${sampleNetwork}`);
    expect(diagnostics.map(({ id }) => id.split("/")[0])).toEqual(["syntax"]);
  });

  it("names one module, so it interpolates nothing", () => {
    const { diagnostics } = compileText(`import "./{name}.vnet"\n${sampleNetwork}`);
    expect(diagnostics.map(({ message }) => message)).toEqual(["an import names a module"]);
  });
});
