// From a plan to links and rules.
import { describe, expect, it } from "vitest";
import { buildTransition } from "../../../engine/update/build-transition.ts";
import { linkOf, networkOf } from "../../arbitraries/network-of.ts";

const [gw, a, b, c] = [0, 1, 2, 3];
const network = networkOf({
  hosts: ["gw", "a", "b", "c"],
  vms: [
    { name: "v", on: a, mac: 0x11 },
    { name: "w", on: c, mac: 0x22 },
  ],
});

describe("buildTransition", () => {
  it("opens what is new, closes what is gone, in the next epoch", () => {
    const overlay = [linkOf(a, b), linkOf(b, c), linkOf(a, c, "tcp")];
    const links = [linkOf(b, c), linkOf(a, c, "udp")];
    const transition = buildTransition(
      network,
      network.initialMapping,
      { epoch: 6, overlay },
      { links, routes: [] },
    );
    expect(transition).toMatchObject({
      epoch: 7,
      open: [linkOf(a, c, "udp")],
      close: [linkOf(a, b), linkOf(a, c, "tcp")],
      rules: [[], [], [], []],
    });
  });

  it("gives each host on a route one rule for exactly that pair, the last one into the VM's port", () => {
    const routes = [
      { from: 0, to: 1, hosts: [a, b, c] },
      { from: 1, to: 0, hosts: [c, gw, a] },
    ];
    const links = [linkOf(a, b), linkOf(b, c)];
    const { rules, routes: meant } = buildTransition(
      network,
      network.initialMapping,
      { epoch: 0, overlay: [] },
      { links, routes },
    );
    const there = { source: { mac: 0x11 }, destination: { mac: 0x22 } };
    const back = { source: { mac: 0x22 }, destination: { mac: 0x11 } };
    expect(rules).toMatchObject([
      [{ ...back, target: { link: a } }],
      [
        { ...there, target: { link: b } },
        { ...back, target: { port: 0 } },
      ],
      [{ ...there, target: { link: c } }],
      [
        { ...there, target: { port: 1 } },
        { ...back, target: { link: gw } },
      ],
    ]);
    expect(new Set(rules.flat().map(({ priority }) => priority)).size).toBe(1);
    expect(meant).toEqual(routes);
  });

  it("makes no rules for a route that does not join its VMs' hosts", () => {
    const routes = [{ from: 0, to: 1, hosts: [a, b] }];
    const transition = buildTransition(
      network,
      network.initialMapping,
      { epoch: 0, overlay: [] },
      { links: [linkOf(a, b)], routes },
    );
    expect(transition.rules.flat()).toEqual([]);
    expect(transition.routes).toEqual([]);
  });
});
