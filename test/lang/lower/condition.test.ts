// Conditions in the restricted JSON Logic profile, as the engine evaluates them.
import { describe, expect, it } from "vitest";
import type { Logic } from "../../../lang/ir/logic.ts";
import { compileText, sampleNetwork } from "../compile-text.ts";

function whenOf(condition: string): Logic | undefined {
  const { policy, diagnostics } = compileText(`${sampleNetwork} rule r { when ${condition} do adapt }`);
  expect(diagnostics).toEqual([]);
  return policy?.rules[0]?.when;
}

const total = { fact: ["traffic.total"] };

// In the sample network gw is host 0, a..d are 1..4; v1..v4 are VMs 0..3; east and west are sites 0 and 1.
describe("a condition lowers to the profile", () => {
  it.each<[string, Logic]>([
    ["traffic.total > 1 Mbps", { ">": [total, 1_000_000] }],
    [
      "app.changed and traffic.total > 1 bps and true",
      { and: [{ fact: ["app.changed"] }, { ">": [total, 1] }, true] },
    ],
    [
      "not app.changed or a.vms == 2",
      { or: [{ "!": [{ fact: ["app.changed"] }] }, { "===": [{ fact: ["host.vms", 1] }, 2] }] },
    ],
    ["a.load > 90%", { ">": [{ fact: ["host.load", 1] }, 0.9] }],
    ["v2.host == b", { "===": [{ fact: ["vm.host", 1] }, 2] }],
    ["traffic(v1, v2) < 5 kbps", { "<": [{ fact: ["traffic", 0, 1] }, 5000] }],
    ["traffic.between(site east, site west) > 1 bps", { ">": [{ fact: ["traffic.between", 0, 1] }, 1] }],
    ["traffic.through(gw) > 1 bps", { ">": [{ fact: ["traffic.through", 0] }, 1] }],
    ["path(a, b).delay > 10 ms", { ">": [{ fact: ["path.delay", 1, 2] }, 0.01] }],
    ["link(d, a).load > 0.5", { ">": [{ fact: ["link.load", "1-4"] }, 0.5] }],
    ["since(adaptation) > 1 min", { ">": [{ fact: ["since.adaptation"] }, 60] }],
    ["known(a.load)", { known: [{ fact: ["host.load", 1] }] }],
    ["app.shape == ring", { "===": [{ fact: ["app.shape"] }, "ring"] }],
    ["ring != app.shape", { "!==": ["ring", { fact: ["app.shape"] }] }],
    ["app.shape in [bus, all-to-all]", { member: [{ fact: ["app.shape"] }, ["bus", "all-to-all"]] }],
    ["overlay.links == [a <-> b, d <-> c]", { "same-set": [{ fact: ["overlay.links"] }, ["1-2", "3-4"]] }],
    [
      "any h in hosts: h.load > 0.5",
      { some: [{ each: ["h", { fact: ["hosts"] }] }, { ">": [{ fact: ["host.load", { var: "h" }] }, 0.5] }] },
    ],
    [
      "all f in flows: f.from.host == a",
      {
        "!": [
          {
            some: [
              { each: ["f", { fact: ["flows"] }] },
              { "!": [{ "===": [{ fact: ["vm.host", { fact: ["flow.from", { var: "f" }] }] }, 1] }] },
            ],
          },
        ],
      },
    ],
    ["count(hosts) > 3", { ">": [{ count: [{ fact: ["hosts"] }] }, 3] }],
    [
      "any h in [a..c]: h.vms > 1",
      { some: [{ each: ["h", [1, 2, 3]] }, { ">": [{ fact: ["host.vms", { var: "h" }] }, 1] }] },
    ],
    [
      "sum(f.rate for f in flows where f.to == v1) > 1 bps",
      {
        ">": [
          {
            sum: [
              {
                map: [
                  {
                    filter: [
                      { each: ["f", { fact: ["flows"] }] },
                      { "===": [{ fact: ["flow.to", { var: "f" }] }, 0] },
                    ],
                  },
                  { fact: ["flow.rate", { var: "f" }] },
                ],
              },
            ],
          },
          1,
        ],
      },
    ],
    [
      "max(a.load, b.load) > 0.5",
      { ">": [{ maximum: [[{ fact: ["host.load", 1] }, { fact: ["host.load", 2] }]] }, 0.5] },
    ],
    ["traffic.total * 8 s > 1 MB", { ">": [{ "/": [{ "*": [total, 8] }, 8] }, 1_000_000] }],
    ["-a.vms + 2 * 3 < 4", { "<": [{ "+": [{ "-": [{ fact: ["host.vms", 1] }] }, { "*": [2, 3] }] }, 4] }],
    [
      "(if app.changed then 1 s else 2 s) < app.age",
      { "<": [{ if: [{ fact: ["app.changed"] }, 1, 2] }, { fact: ["app.age"] }] },
    ],
  ])("%s", (condition, logic) => {
    expect(whenOf(condition)).toEqual(logic);
  });

  it("keeps the condition as it was written, on one line", () => {
    const { policy } = compileText(
      `${sampleNetwork} rule r { when app.changed # why\n   and true do adapt }`,
    );
    expect(policy?.rules[0]?.whenText).toBe("app.changed and true");
  });

  it("a loop name hides a host of that name", () => {
    expect(whenOf("any a in vms: a.host == b")).toEqual({
      some: [{ each: ["a", { fact: ["vms"] }] }, { "===": [{ fact: ["vm.host", { var: "a" }] }, 2] }],
    });
  });
});
