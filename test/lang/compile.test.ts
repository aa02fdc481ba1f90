// A policy's parts in the compiled form.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decodePolicy } from "../../lang/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { compileText, sampleNetwork } from "./compile-text.ts";

function policyOf(text: string, modules: Readonly<Record<string, string>> = {}): PolicyIr {
  const { policy, diagnostics } = compileText(text, modules);
  expect(diagnostics).toEqual([]);
  if (policy === undefined) throw new Error("no policy");
  expect(decodePolicy(JSON.parse(JSON.stringify(policy)))).toEqual({ policy });
  return policy;
}

const root = path.resolve(import.meta.dirname, "../..");
const folders = ["policies", "../shared/examples"].map((folder) => path.join(root, folder));
const files = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith(".vnet"));

it.each(files.map((file) => [path.relative(root, file), file]))(
  "%s compiles without a diagnostic",
  (_, file) => {
    expect(policyOf(readFileSync(file, "utf8")).irVersion).toBe(1);
  },
);

describe("network", () => {
  it("gives a VM without a MAC address one of its own, the same each time", () => {
    const macs = (): string[] => policyOf(sampleNetwork).network.vms.map(({ mac }) => mac);
    expect(new Set(macs()).size).toBe(4);
    expect(macs()).toEqual(macs());
    for (const mac of macs()) expect(Number.parseInt(mac.slice(0, 2), 16) & 3).toBe(2);
  });

  it("keeps the padding of a range and counts its members from 0", () => {
    const { network } = policyOf('network n { proxy gw host h08..h10 { address: "{name}:{index}" } }');
    expect(network.hosts.slice(1).map(({ name, address }) => [name, address])).toEqual([
      ["h08", "h08:0"],
      ["h09", "h09:1"],
      ["h10", "h10:2"],
    ]);
  });

  it("puts quantities in base units", () => {
    const { network } = policyOf(
      "network n { proxy gw host a { memory: 1.5 GiB, cpu: 2, rate: 1 Gbps } path any -> a { rate: 5 Mbps, delay: 50 ms, loss: 1% } }",
    );
    expect(network.hosts[1]).toMatchObject({ memoryBytes: 1.5 * 1024 ** 3, cpu: 2, rateBps: 1e9 });
    expect(network.paths[0]).toMatchObject({
      ends: [{ any: true }, { host: 1 }],
      both: false,
      rateBps: 5e6,
      delaySeconds: 0.05,
      loss: 0.01,
    });
  });

  it("keeps permissions, links, forwarding rules and constraints", () => {
    const { network } = policyOf(
      `network n {
      proxy gw
      host a..c
      vm v, w on a { mac: 02:00:00:00:00:01 }
      vm x on b
    }`
        .replace(" { mac: 02:00:00:00:00:01 }", "")
        .replace(
          "vm x on b",
          `vm x on b { mac: 02:00:00:00:00:09 }
      deny link any <-> any { via: [ws, tcp] }
      overlay bus([a..c]) { cost: 2 }
      link a <-> c { via: wss }
      forward any -> x via a, b { priority: 3 }
      forward not x -> 02:00:00:00:00:0A via c
      pin x on b
      together v, w
      apart v, x`,
        ),
    );
    expect(network.permissions[0]).toMatchObject({ allow: false, kinds: ["ws", "tcp"], both: true });
    expect(network.links.map(({ a, b, cost, kinds }) => [a, b, cost, kinds])).toEqual([
      [1, 2, 2, undefined],
      [2, 3, 2, undefined],
      [1, 3, undefined, ["wss"]],
    ]);
    expect(
      network.forwards.map(({ source, destination, via, priority }) => ({
        source,
        destination,
        via,
        priority,
      })),
    ).toEqual([
      { source: { any: true }, destination: { mac: "02:00:00:00:00:09" }, via: [1, 2], priority: 3 },
      {
        source: { not: "02:00:00:00:00:09" },
        destination: { mac: "02:00:00:00:00:0a" },
        via: [3],
        priority: 0,
      },
    ]);
    expect([network.pins[0]?.vm, network.together[0]?.vms, network.apart[0]?.vms]).toEqual([
      2,
      [0, 1],
      [0, 2],
    ]);
  });

  it("lets keywords be names", () => {
    const { rules } = policyOf(
      "network test { proxy proxy host host, at vm rule on host } rule rule { when rule.host == host do adapt }",
    );
    expect(rules[0]?.when).toEqual({ "===": [{ fact: ["vm.host", 0] }, 1] });
  });
});

describe("settings", () => {
  it("have defaults", () => {
    expect(policyOf(sampleNetwork).infer).toEqual({ update: 0.05, smooth: 1, detect: 0.05, prune: 0.03 });
  });

  it("are read in base units", () => {
    const policy = policyOf(
      `${sampleNetwork} infer { update: 0.1 s smooth: auto detect: 20% prune: 0.02 }
       limit { links <= 4 coverage < 80% migrations <= 2 per 10 min }`,
    );
    expect(policy.infer).toEqual({ update: 0.1, smooth: "auto", detect: 0.2, prune: 0.02 });
    expect(policy.limits.map(({ id, value, strict, perSeconds }) => [id, value, strict, perSeconds])).toEqual(
      [
        ["links", 4, false, undefined],
        ["coverage", 0.8, true, undefined],
        ["migrations", 2, false, 600],
      ],
    );
  });
});

describe("rules", () => {
  it("watch each member of a list", () => {
    const { rules } = policyOf(`${sampleNetwork} rule r "why" {
      for each h in hosts where h.vms > 0
      when h.load > 90% for 10 s
      do migrate using greedy { from: h, moves: 1, depth: 2, mode: fast }
      cooldown 5 min priority 20 until h.load < 50%
    }`);
    expect(rules[0]).toMatchObject({
      title: "why",
      forEach: {
        name: "h",
        in: { fact: ["hosts"] },
        where: { ">": [{ fact: ["host.vms", { var: "h" }] }, 0] },
      },
      when: { ">": [{ fact: ["host.load", { var: "h" }] }, 0.9] },
      forSeconds: 10,
      actions: [
        { do: "migrate", using: "greedy", moves: 1, from: { var: "h" }, options: { depth: 2, mode: "fast" } },
      ],
      cooldownSeconds: 300,
      priority: 20,
      until: { "<": [{ fact: ["host.load", { var: "h" }] }, 0.5] },
    });
  });

  it("may have several actions", () => {
    const { rules } = policyOf(`${sampleNetwork} rule r { when true do { reset hold 5 min alert "calm" } }`);
    expect(rules[0]?.actions).toMatchObject([
      { do: "reset" },
      { do: "hold", seconds: 300 },
      { do: "alert", message: "calm" },
    ]);
  });
});

describe("tests", () => {
  it("have what is given, and expectations that count from the `at` above", () => {
    const { tests } = policyOf(`${sampleNetwork} test "t" {
      given traffic from "web.csv"
      expect app.shape == none
      at 20 s host a { load: 98% }
      at 30 s fail a <-> b
      at 40 s path a -> b { delay: 1 s }
      expect v1.host == b within 10 s
      given vm v1 on c
      expect throughput > throughput.before
    }`);
    expect(tests[0]?.given.map(({ at, what }) => [at, what])).toEqual([
      [0, { kind: "traffic-file", path: "web.csv" }],
      [20, { kind: "host", host: 1, load: 0.98 }],
      [30, { kind: "fault", restore: false, host: 1, otherHost: 2 }],
      [40, { kind: "path", ends: [{ host: 1 }, { host: 2 }], both: false, delaySeconds: 1 }],
      [0, { kind: "vm", vm: 0, host: 3 }],
    ]);
    expect(tests[0]?.expect.map(({ from, withinSeconds }) => [from, withinSeconds])).toEqual([
      [0, undefined],
      [40, 10],
      [40, undefined],
    ]);
  });
});

describe("imports", () => {
  const shapes = "topology pair(xs) { link xs[0] -> xs[1] }";
  it("bring topologies into scope, or under a name of their own", () => {
    const test = (name: string): string =>
      `test "t" { given traffic ${name}([v1, v2]) at 1 Mbps expect true }`;
    const plain = policyOf(`import "./s.vnet" ${sampleNetwork} ${test("pair")}`, { "./s.vnet": shapes });
    const named = policyOf(`import "./s.vnet" as s ${sampleNetwork} ${test("s.pair")}`, {
      "./s.vnet": shapes,
    });
    for (const { tests } of [plain, named])
      expect(tests[0]?.given[0]?.what).toMatchObject({ edges: [[0, 1]] });
  });

  it("bring rules and limits", () => {
    const policy = policyOf(`import "./l.vnet" ${sampleNetwork}`, { "./l.vnet": "limit { links <= 1 }" });
    expect(policy.limits.map(({ id }) => id)).toEqual(["links"]);
    expect(policy.sources).toEqual(["sample.vnet", "./l.vnet", "std/topologies"]);
  });

  it("may go in a circle", () => {
    const { limits } = policyOf(`import "./a.vnet" ${sampleNetwork}`, {
      "./a.vnet": 'import "./b.vnet" limit { links <= 1 }',
      "./b.vnet": 'import "./a.vnet" limit { cost <= 1 }',
    });
    expect(limits.map(({ id }) => id)).toEqual(["cost", "links"]);
  });
});
