// What a run does not carry out yet is said.
import { expect, it } from "vitest";
import { notYetCarriedOut } from "../../../cli/run/not-yet.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { compileText } from "../../harness/compile-text.ts";

const network = "proxy gw host a..b vm v1 on a vm v2 on b";

function told(items: string): string[] {
  const policy = compileText(`network n { ${network} ${items} }`);
  return notYetCarriedOut(policy, buildNetwork(policy.network, ["ws"]));
}

it("says nothing of a policy that is carried out whole", () => {
  expect(told("link a <-> b")).toEqual([]);
});

it("names fixed forwarding rules", () => {
  expect(told("link a <-> b forward v1 -> v2 via a, b").join()).toContain("`forward` rules");
});

it("names links that the data plane cannot open", () => {
  expect(told("link a <-> b { via: udp }")).toEqual([
    "links that this data plane cannot open are left out: a <-> b",
  ]);
});

it("says that loss is not emulated", () => {
  expect(told("path a <-> b { loss: 1% }")).toEqual(["the `loss` of paths is not emulated"]);
});

it("names VMs that are on no host", () => {
  expect(told("vm v3")).toEqual([expect.stringContaining("`v3` needs `on HOST`")]);
});
