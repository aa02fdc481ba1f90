// `vnet plan` as its user meets it: what it prints, how it ends, and what it says about bad input.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../harness/temporary-folder.ts";
import { runVnet } from "../../harness/vnet-process.ts";

const policy = "policies/ring.vnet";
const folder = temporaryFolder();

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const ring = write(
  "ring.csv",
  ["v1,v2", "v2,v3", "v3,v4", "v4,v1"].reduce((rows, pair) => {
    const [from = "", to = ""] = pair.split(",");
    return `${rows}0,${from},${to},10000000\n0,${to},${from},10000000\n`;
  }, "time,from,to,rate\n"),
);

interface PlanJson {
  readonly changes: boolean;
  readonly rules: readonly {
    readonly rule: string;
    readonly fires: { readonly times: number } | null;
    readonly links: readonly { readonly change: string; readonly a: string; readonly b: string }[];
    readonly limits: readonly { readonly id: string; readonly used: number; readonly binds: boolean }[];
  }[];
  readonly state: { readonly links: readonly unknown[] };
}

const planOf = async (
  ...args: string[]
): Promise<{ plan: PlanJson; exitCode: number | null; stdout: string }> => {
  const { exitCode, stdout, stderr } = await runVnet(["plan", ...args, "--format", "json"]);
  if (stdout === "") throw new Error(stderr);
  return { plan: JSON.parse(stdout) as PlanJson, exitCode, stdout };
};

describe("vnet plan", () => {
  it("shows the links of a ring as a diff, with what fires, what they bring, and why", async () => {
    const { stdout, stderr, exitCode } = await runVnet(["plan", policy, "--traffic", ring]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      "rule `match-the-application` fires at 1.1 s: build the links that the application uses",
    );
    expect(stdout).toMatch(/traffic\.total = \d/);
    expect(stdout.match(/^ {2}\+ link .*$/gm)).toEqual([
      "  + link a <-> b (ws)",
      "  + link a <-> d (ws)",
      "  + link b <-> c (ws)",
      "  + link c <-> d (ws)",
    ]);
    expect(stdout).toMatch(
      /carries 2 flows, 20 Mbit\/s; takes 20 Mbit\/s off the hub; without it the gain would be/,
    );
    expect(stdout).toContain("of the traffic as it was seen 20 Mbit/s fits now, 80 Mbit/s then");
    expect(stdout).toContain("limit links: 4 of 4; does not bind: 1 more would bring nothing");
  });

  it("ends with 1 on demand when anything would change, and reads its own state back as one in which nothing would", async () => {
    const first = await planOf(policy, "--traffic", ring, "--exit-code");
    expect([first.exitCode, first.plan.changes, first.plan.state.links.length]).toEqual([1, true, 4]);
    const state = write("state.json", first.stdout);
    const second = await planOf(policy, "--traffic", ring, "--state", state, "--exit-code");
    expect([second.exitCode, second.plan.changes]).toEqual([0, false]);
    expect(second.plan.state).toEqual(first.plan.state);
  });

  it("answers what another limit would do, and which limit binds", async () => {
    const { plan } = await planOf(policy, "--traffic", ring, "--set", "links=3");
    expect(plan.rules[0]).toMatchObject({
      rule: "match-the-application",
      fires: { times: 1 },
      limits: [
        { id: "links", used: 3, binds: true, changesWithUnitMore: [expect.stringMatching(/^\+ link /)] },
      ],
    });
    expect(plan.rules[0]?.links).toHaveLength(3);
  });

  it("plans the rules that adapt when none fires, and says so", async () => {
    const quiet = write("quiet.csv", "time,from,to,rate\n0,v1,v2,900000\n");
    const { stdout } = await runVnet(["plan", policy, "--traffic", quiet]);
    expect(stdout).toContain("rule `match-the-application` does not fire; if it did");
    expect(stdout).toContain("+ link a <-> b (ws)");
  });

  it.each([
    [
      "a table that names no VM",
      ["--traffic", write("odd.csv", "time,from,to,rate\n0,v1,v9,1000\n")],
      "there is no VM `v9`",
    ],
    ["no such source", ["--traffic", "nowhere.pcap"], "nowhere.pcap"],
    ["a limit that does not exist", ["--traffic", ring, "--set", "link=6"], "did you mean `links`?"],
    [
      "a limit without a value",
      ["--traffic", ring, "--set", "links"],
      "expected a limit and its value such as `links=6`",
    ],
    ["half a link", ["--traffic", ring, "--set", "links=1.5"], "expected a whole number such as `6`"],
    [
      "a state that is no JSON",
      ["--traffic", ring, "--state", write("bad.json", '{"vms": [}')],
      "bad.json:1:10: expected a value",
    ],
    [
      "a state of another network",
      ["--traffic", ring, "--state", write("other.json", '{"vms":[],"links":[{"a":"a","b":"zz"}]}')],
      "links[0].b: the policy has no host `zz`",
    ],
    ["a state without links", ["--traffic", ring, "--state", write("half.json", '{"vms":[]}')], "links: "],
  ])("ends with 2 and one sentence for %s", async (_, args, message) => {
    const { exitCode, stdout, stderr } = await runVnet(["plan", policy, ...args]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toContain(message);
  });

  it("ends with 2 for a policy with errors", async () => {
    const broken = write("broken.vnet", "network n { proxy gw host a }\nrule r { when nonsense do adapt }\n");
    const { exitCode, stdout } = await runVnet(["plan", broken, "--traffic", ring]);
    expect([exitCode, stdout]).toEqual([2, ""]);
  });
});
