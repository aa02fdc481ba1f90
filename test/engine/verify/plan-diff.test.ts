// Differences between the present and a plan, in an order that names decide.
import { describe, expect, it } from "vitest";
import { diffPlans } from "../../../engine/verify/plan-diff.ts";
import { linkOf, networkOf } from "../../arbitraries/network-of.ts";

const [d, b, c] = [1, 2, 3];
const network = networkOf({ hosts: ["gw", "d", "b", "c"], vms: ["z", "y", "x"].map((name) => ({ name })) });

describe("diffPlans", () => {
  it("finds nothing between equal plans, however they are listed", () => {
    const links = [linkOf(d, b), linkOf(b, c)];
    const routes = [
      { from: 0, to: 1, hosts: [d, b] },
      { from: 1, to: 0, hosts: [b, d] },
    ];
    const plan = { mapping: Int32Array.of(d, b, -1), links, routes };
    const same = { mapping: plan.mapping.slice(), links: links.toReversed(), routes: routes.toReversed() };
    expect(diffPlans(network, plan, same).isEmpty).toBe(true);
  });

  it("lists links, moves and routes by name", () => {
    const present = {
      mapping: Int32Array.of(d, b, -1),
      links: [linkOf(d, b)],
      routes: [
        { from: 0, to: 1, hosts: [d, b] },
        { from: 1, to: 0, hosts: [b, d] },
      ],
    };
    const plan = {
      mapping: Int32Array.of(b, c, c),
      links: [linkOf(d, c), linkOf(d, b, "udp"), linkOf(b, c)],
      routes: [
        { from: 1, to: 2, hosts: [c, b] },
        { from: 0, to: 1, hosts: [b, c] },
      ],
    };
    const diff = diffPlans(network, present, plan);
    expect(diff.links.added).toEqual([linkOf(b, c), linkOf(d, c)]); // b <-> c, c <-> d
    expect(diff.links.removed).toEqual([]);
    expect(diff.links.changed).toEqual([{ before: linkOf(d, b), after: linkOf(d, b, "udp") }]);
    expect(diff.moves).toEqual([
      { vm: 1, from: b, to: c },
      { vm: 0, from: d, to: b },
    ]); // y, z; x was never seen
    expect(diff.routes.added).toEqual([{ from: 1, to: 2, hosts: [c, b] }]);
    expect(diff.routes.removed).toEqual([{ from: 1, to: 0, hosts: [b, d] }]);
    expect(diff.routes.changed).toEqual([{ before: present.routes[0], after: plan.routes[1] }]);
    expect(diff.isEmpty).toBe(false);
  });
});
