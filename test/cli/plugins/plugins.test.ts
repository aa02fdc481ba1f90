// Planners from elsewhere, as a user meets them: declared in a policy, named on the command line, installed as packages.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { processStarter } from "../../harness/process-starter.ts";
import { temporaryFolder } from "../../harness/temporary-folder.ts";
import { lastEvent, runVnet } from "../../harness/vnet-process.ts";

const folder = temporaryFolder();
const start = processStarter();
const file = (name: string): string => path.join(folder, name);
function write(name: string, text: string): void {
  mkdirSync(path.dirname(file(name)), { recursive: true });
  writeFileSync(file(name), text);
}

const network = `network pair {
  proxy gw
  host a, b { slots: 1 }
  vm v on a
  vm w on b
  path any <-> any { rate: 100 Mbps, delay: 1 ms }
  path any <-> gw { rate: 5 Mbps, delay: 4 ms }
}
`;
const policy = (head: string, using: string): string => `${network}${head}
rule link-them { when app.changed do connect using ${using}  cooldown 1 s }
test "the pair gets its link" {
  given traffic bus([v, w]) at 10 Mbps for 20 s
  expect overlay.links == [a <-> b] within 10 s
}
`;
const plugin = (act = "", name = "direct"): string => `
export const planner = {
  name: "${name}", contract: 1, stage: "topology", objective: "traffic in one hop", supports: ["links"],
  options: { type: "object", properties: { width: { type: "integer", minimum: 1, maximum: 4, default: 2 } } },
  create: ({ width }) => (problem, context) => {
    ${act}
    const [choice] = problem.network.linkKinds(1, 2);
    return { kind: "plan", proposal: { links: [{ a: 1, b: 2, ...choice }] }, certificate: { kind: "none" } };
  },
};
`;

beforeAll(() => {
  write("direct.mjs", plugin(`console.log("width", width);`));
  write("loops.mjs", plugin("for (;;);"));
  write("policy.vnet", policy(`plugin mine from "./direct.mjs"`, "mine { width: 3 }"));
  write("loops.vnet", policy(`plugin mine from "./loops.mjs" { deadline: 500 ms }`, "mine"));
  write("flag.vnet", policy("", "direct"));
  write("packaged.vnet", policy("", "bought { width: 1 }"));
  write("inside/packaged.vnet", policy("", "bought { width: 9 }"));
  write("vnet.config.json", `{ "plugins": { "bought": "@shop/planner", "unused": "gone" } }`);
  write(
    "node_modules/@shop/planner/package.json",
    `{ "name": "@shop/planner", "exports": { ".": { "import": "./lib/it.mjs" } } }`,
  );
  write("node_modules/@shop/planner/lib/it.mjs", plugin());
});

describe("a plugin that a policy declares", () => {
  it("is called by `vnet test`, with its options, and what it prints is in nobody's way", async () => {
    const { stdout, stderr, exitCode } = await runVnet(["test", file("policy.vnet")]);
    expect(stdout).toContain("ok   the pair gets its link");
    expect(stderr).toMatch(/^(mine: width 3\n)+$/);
    expect(exitCode).toBe(0);
  });

  it("is called by `vnet run`", { timeout: 60_000 }, async () => {
    const args = ["run", file("policy.vnet"), "--embedded", "--duration", "3s", "--format", "json"];
    const { stdout } = await runVnet(args);
    expect(lastEvent(stdout, "result")).toMatchObject({ linksAdded: 1, framesLost: 0 });
  });

  it("leaves the network as it is when it loops for ever, and every decision says why", async () => {
    const { stdout, exitCode } = await runVnet(["test", file("loops.vnet")]);
    expect(stdout).toContain("FAIL the pair gets its link");
    expect(stdout).toMatch(/rule `link-them` at \S+ s: planner `mine` was ended after 0.5 s without a plan/);
    expect(exitCode).toBe(1);
  });

  it("holds up no Ctrl-C", { timeout: 60_000 }, async () => {
    write("endless.vnet", policy(`plugin mine from "./loops.mjs" { deadline: 1 h }`, "mine"));
    const run = start(["run", file("endless.vnet"), "--embedded", "--duration", "60s"]);
    await run.printed("star of 3 daemons is up");
    await new Promise((resolve) => setTimeout(resolve, 3000)); // so that the planner is at it
    run.signal("SIGINT");
    const { seconds, exitCode } = await run.ended;
    expect(exitCode).toBe(130);
    expect(seconds).toBeLessThan(3);
  });

  it("says in the log what a run of `vnet run` came to", { timeout: 60_000 }, async () => {
    const args = ["run", file("loops.vnet"), "--embedded", "--duration", "4s", "--format", "json"];
    const { stdout } = await runVnet(args);
    expect(stdout).toContain("planner `mine` was ended after 0.5 s without a plan");
    expect(lastEvent(stdout, "result")).toMatchObject({ linksAdded: 0, framesLost: 0 });
  });
});

describe("vnet lint", () => {
  const lint = async (name: string, text: string, ...flags: string[]): Promise<string> => {
    write(name, text);
    return (await runVnet(["lint", "--format", "plain", ...flags, file(name)])).stdout;
  };

  it.each([
    [
      "too much",
      `plugin mine from "./direct.mjs"`,
      "mine { width: 9 }",
      "`width` of `mine` must be at most 4, found 9",
    ],
    [
      "a part of one",
      `plugin mine from "./direct.mjs"`,
      "mine { width: 1.5 }",
      "`width` of `mine` must be a whole number, found 1.5",
    ],
    [
      "an option that is not there",
      `plugin mine from "./direct.mjs"`,
      "mine { with: 1 }",
      "`mine` has no option `with` (did you mean `width`?)",
    ],
    [
      "a file that is not there",
      `plugin mine from "./gone.mjs"`,
      "mine",
      "cannot load plugin `mine`: there is no file",
    ],
    [
      "a package where a file belongs",
      `plugin mine from "planner"`,
      "mine",
      "packages are named in `vnet.config.json`",
    ],
    [
      "a file that is no module",
      `plugin mine from "./policy.vnet"`,
      "mine",
      "expected a file that ends in .js, .mjs, .ts or .mts",
    ],
  ])("points at %s", async (name, head, using, message) => {
    const text = policy(head, using);
    const stdout = await lint(`lint-${name.replaceAll(" ", "-")}.vnet`, text);
    expect(stdout).toContain(message);
    expect(stdout).toMatch(/:(9|10):\d+: error/);
  });

  it("runs no plugin with `--no-plugins`", async () => {
    write(
      "touches.mjs",
      `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(file("touched"))}, ""); ${plugin()}`,
    );
    const text = policy(`plugin mine from "./touches.mjs"`, "mine { width: 9 }");
    expect(await lint("safe.vnet", text, "--no-plugins")).toBe("nothing to report in 1 file\n");
    await expect(import("node:fs").then(({ existsSync }) => existsSync(file("touched")))).resolves.toBe(
      false,
    );
    expect(await lint("safe.vnet", text)).toContain("must be at most 4");
    await expect(import("node:fs").then(({ existsSync }) => existsSync(file("touched")))).resolves.toBe(true);
  });

  it("knows the packages of the project file above the policy", async () => {
    const { stdout } = await runVnet(["lint", "--format", "plain", file("inside/packaged.vnet")]);
    expect(stdout).toContain("`width` of `bought` must be at most 4, found 9");
  });
});

describe("a plugin from elsewhere", () => {
  it("comes from the command line, by its own name", async () => {
    const { exitCode } = await runVnet(["test", file("flag.vnet"), "--plugin", file("direct.mjs")]);
    expect(exitCode).toBe(0);
    const missing = await runVnet(["test", file("flag.vnet"), "--plugin", file("gone.mjs")]);
    expect(missing.stderr).toContain("there is no file");
    expect(missing.exitCode).toBe(2);
  });

  it("comes from a package that the project file names", async () => {
    expect((await runVnet(["test", file("packaged.vnet")])).exitCode).toBe(0);
  });

  it("is named when it cannot be had", async () => {
    write("unused.vnet", policy("", "unused"));
    const { stderr, exitCode } = await runVnet(["test", file("unused.vnet")]);
    expect(stderr).toContain("package `gone` is not installed");
    expect(exitCode).toBe(2);
  });

  it("cannot be called as another one is", async () => {
    write("keep.mjs", plugin("", "keep"));
    const { stderr, exitCode } = await runVnet(["test", file("policy.vnet"), "--plugin", file("keep.mjs")]);
    expect(stderr).toContain("two planners are called `keep`");
    expect(exitCode).toBe(2);
  });
});
