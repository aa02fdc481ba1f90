// How findings look: source and message side by side.
import { describe, expect, it } from "vitest";
import { reportDiagnostics } from "../../../cli/report/diagnostic-report.ts";
import type { DiagnosticFormat } from "../../../cli/report/diagnostic-report.ts";
import { compileText } from "../../lang/compile-text.ts";

const source = `network n {
  proxy gw
  host a..d { slts: 1 }
  vm v on a { mac: 02:00:00:00:00:01 }

  vm w on b { mac: 02:00:00:00:00:01 }
}
rule r {
\twhen traffic.total > 1 s
  do adapt
}
test "t" {
  given traffic ring([v, w], 2) at 1 Mbps
  expect true
`;

function report(text: string, format: DiagnosticFormat, colour = false): string {
  return reportDiagnostics([compileText(text)], { format, colour, files: 1 });
}

describe("a report of findings", () => {
  it("for people has code frames", () => {
    expect(report(source, "human")).toMatchInlineSnapshot(`
      "error[name/unknown-attribute]: \`host\` has no attribute \`slts\`
        --> sample.vnet:3:15
        |
      3 |   host a..d { slts: 1 }
        |               ^^^^
        help: did you mean \`slots\`?

      error[topology/duplicate-mac]: \`w\` has the MAC address of \`v\`
        --> sample.vnet:6:6
        |
      4 |   vm v on a { mac: 02:00:00:00:00:01 }
        |      - 02:00:00:00:00:01, too
      ...
      6 |   vm w on b { mac: 02:00:00:00:00:01 }
        |      ^

      error[unit/mixed]: a rate and a duration do not go together
        --> sample.vnet:9:23
        |
      9 |  when traffic.total > 1 s
        |                       ^^^ a duration
        |       ------------- a rate

      error[type/arguments]: \`ring\` takes 1 argument (nodes), found 2
        --> sample.vnet:13:17
         |
      13 |   given traffic ring([v, w], 2) at 1 Mbps
         |                 ^^^^^^^^^^^^^^^
        note: declared here at std/topologies:14:10

      error[syntax/missing-brace]: expected \`}\`, found the end of the file
        --> sample.vnet:14:14
         |
      12 | test "t" {
         |          - opened here
      ...
      14 |   expect true
         |              ^

      5 errors in 1 file
      "
    `);
  });

  it("in plain form has one line each", () => {
    expect(report(source, "plain")).toMatchInlineSnapshot(`
      "sample.vnet:3:15: error[name/unknown-attribute]: \`host\` has no attribute \`slts\` (did you mean \`slots\`?)
      sample.vnet:6:6: error[topology/duplicate-mac]: \`w\` has the MAC address of \`v\`
      sample.vnet:9:23: error[unit/mixed]: a rate and a duration do not go together
      sample.vnet:13:17: error[type/arguments]: \`ring\` takes 1 argument (nodes), found 2
      sample.vnet:14:14: error[syntax/missing-brace]: expected \`}\`, found the end of the file
      5 errors in 1 file
      "
    `);
  });

  it("as JSON has places, labels and edits", () => {
    const { diagnostics } = JSON.parse(report("network n {\n  proxy gw\n  hots a\n}", "json")) as {
      diagnostics: unknown[];
    };
    expect(diagnostics).toEqual([
      {
        id: "syntax/unknown-declaration",
        severity: "error",
        message: "`network` has no `hots`",
        help: "did you mean `host`?",
        file: "sample.vnet",
        line: 3,
        column: 3,
        endLine: 3,
        endColumn: 7,
        start: 25,
        end: 29,
        labels: [],
        edits: [
          {
            text: "host",
            file: "sample.vnet",
            line: 3,
            column: 3,
            endLine: 3,
            endColumn: 7,
            start: 25,
            end: 29,
          },
        ],
      },
    ]);
  });

  it("says so when there is nothing to report", () => {
    expect(report("network n { proxy gw }", "human")).toBe("nothing to report in 1 file\n");
  });

  it("has colour only where it is asked for", () => {
    expect(report(source, "human")).not.toContain("\u001B");
    expect(report(source, "human", true)).toContain("\u001B[31m");
  });

  it("marks what stands behind wide characters and tabs at its column", () => {
    expect(
      report('network n { proxy gw { address: "日本", slts: 1 } }', "human").split("\n").slice(3, 5),
    ).toEqual(['1 | network n { proxy gw { address: "日本", slts: 1 } }', `  | ${" ".repeat(40)}^^^^`]);
  });

  it("shows of a very long line what stands around each mark", () => {
    const text = `network n { proxy gw host a ${" ".repeat(5000)}host a ${" ".repeat(5000)}}`;
    const shown = report(text, "human");
    expect(shown.length).toBeLessThan(1500);
    expect(shown).toContain("1 | network n { proxy gw host a");
    expect(shown).toMatch(/\n1 \| ….*host a.*…\n {2}\| {62,}\^\n/);
  });

  it("stays small when one long line has many mistakes", () => {
    const mistakes = 2000;
    const shown = report(`network n { proxy gw host a } # ${"\u202E".repeat(mistakes)}`, "human");
    expect(shown.length).toBeLessThan(mistakes * 600);
  });
});
