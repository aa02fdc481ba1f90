// From the compiled form to the engine's network.
import { describe, expect, it } from "vitest";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { estimatedPaths } from "../../../engine/model/path-matrix.ts";
import type { NetworkIr } from "../../../lang/ir/policy-ir.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const origin: [number, number, number] = [0, 0, 0];
const any = { any: true } as const;

function withPermissions(permissions: NetworkIr["permissions"], sites: number[] = []): NetworkIr {
  const ir = smallNetworkIr(3, {}, { permissions });
  return {
    ...ir,
    hosts: ir.hosts.map((host, index) =>
      sites[index] === undefined ? host : { ...host, site: sites[index] },
    ),
  };
}

describe("build network", () => {
  it("makes what the policy leaves out unbounded, and gives the proxy no slots", () => {
    const network = buildNetwork(smallNetworkIr(2));
    expect(network.hosts[0]).toMatchObject({ name: "gw", proxy: true, slots: 0, rateBps: Infinity });
    expect(network.hosts[1]).toMatchObject({ slots: 1, memoryBytes: Infinity, site: -1 });
    expect([...network.initialMapping]).toEqual([1, 2]);
    expect(network.vms[1].mac).toBe(0x020000000002);
  });

  it("lets the last matching path statement win, key by key", () => {
    const network = buildNetwork(smallNetworkIr(2));
    expect(network.pathRateBps(1, 2)).toBe(100e6);
    expect(network.pathRateBps(1, 0)).toBe(5e6);
    expect(network.pathRateBps(0, 1)).toBe(5e6);
    expect(network.pathDelaySeconds(2, 0)).toBe(0.004);
    const { rate } = estimatedPaths(network);
    expect(rate[1 * 3 + 2]).toBe(100e6);
    expect(rate[1 * 3 + 1]).toBeNaN();
  });

  it("holds a one-way path statement to its direction", () => {
    const ir = smallNetworkIr(2);
    const network = buildNetwork({
      ...ir,
      paths: [...ir.paths, { ends: [{ host: 1 }, { host: 2 }], both: false, rateBps: 1e6, origin }],
    });
    expect([network.pathRateBps(1, 2), network.pathRateBps(2, 1)]).toEqual([1e6, 100e6]);
  });

  it("allows every kind where nothing is said, ws first within a site, encrypted first between sites", () => {
    expect(buildNetwork(smallNetworkIr(2)).linkKinds(1, 2)[0]).toEqual({ kind: "ws", cost: 1 });
    expect(buildNetwork(withPermissions([], [0, 0, 1, 1])).linkKinds(1, 2)[0]?.kind).toBe("wss");
  });

  it("lets the last permission win, kind by kind, cheapest first", () => {
    const network = buildNetwork(
      withPermissions([
        { ends: [any, any], both: true, allow: false, kinds: ["ws", "tcp", "udp", "vxlan"], origin },
        { ends: [{ host: 1 }, { host: 2 }], both: true, allow: true, kinds: ["tcp"], cost: 2, origin },
        { ends: [any, any], both: true, allow: true, kinds: ["wss"], cost: 3, origin },
      ]),
    );
    expect(network.linkKinds(1, 3)).toEqual([
      { kind: "pipe", cost: 1 },
      { kind: "wss", cost: 3 },
    ]);
    expect(network.linkKinds(2, 1)).toEqual([
      { kind: "pipe", cost: 1 },
      { kind: "tcp", cost: 2 },
      { kind: "wss", cost: 3 },
    ]);
    expect(network.linkKinds(1, 1)).toEqual([]);
  });

  it("denies a two-way link when one direction is denied", () => {
    const network = buildNetwork(
      withPermissions([{ ends: [{ host: 1 }, { host: 2 }], both: false, allow: false, origin }]),
    );
    expect(network.linkKinds(1, 2)).toEqual([]);
    expect(network.linkKinds(2, 1)).toEqual([]);
    expect(network.linkKinds(1, 3)).not.toEqual([]);
  });

  it("offers only kinds that the data plane supports", () => {
    const network = buildNetwork(smallNetworkIr(2), ["ws"]);
    expect(network.linkKinds(1, 2)).toEqual([{ kind: "ws", cost: 1 }]);
  });

  it("resolves pins and kept links", () => {
    const ir = smallNetworkIr(
      3,
      {},
      {
        pins: [{ vm: 1, host: 2, origin }],
        links: [{ a: 3, b: 1, origin }],
      },
    );
    const network = buildNetwork(ir, ["ws"]);
    expect(network.vms.map(({ pinnedTo }) => pinnedTo)).toEqual([-1, 2, -1]);
    expect(network.kept).toEqual([{ a: 1, b: 3, kind: "ws", cost: 1 }]);
  });
});
