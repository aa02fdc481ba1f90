// Taking back what a firing brought, without what has changed since.
import { describe, expect, it } from "vitest";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import type { Link } from "../../../engine/model/network.ts";
import type { Plan } from "../../../engine/plan/plan.ts";
import { takeBack } from "../../../engine/update/take-back.ts";
import { diffPlans } from "../../../engine/verify/plan-diff.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const network = buildNetwork(smallNetworkIr(4));
const link = (a: number, b: number): Link => ({ a, b, kind: "ws", cost: 1 });
const mapping = (...hosts: number[]): Int32Array => Int32Array.from(hosts);
const star: Plan = { mapping: mapping(1, 2, 3, 4), links: [], routes: [] };
const linked: Plan = {
  mapping: mapping(1, 2, 3, 4),
  links: [link(1, 2), link(2, 3)],
  routes: [
    { from: 0, to: 1, hosts: [1, 2] },
    { from: 0, to: 2, hosts: [1, 2, 3] },
  ],
};

describe("take back", () => {
  it("undoes a firing whole when nothing has changed since", () => {
    const brought = diffPlans(network, star, linked);
    expect(takeBack(linked, brought, ["migrate", "connect", "forward"])).toEqual(star);
  });

  it("keeps what a later firing added", () => {
    const later: Plan = {
      ...linked,
      links: [...linked.links, link(3, 4)],
      routes: [...linked.routes, { from: 2, to: 3, hosts: [3, 4] }],
    };
    const undone = takeBack(later, diffPlans(network, star, linked), ["migrate", "connect", "forward"]);
    expect(undone.links).toEqual([link(3, 4)]);
    expect(undone.routes).toEqual([{ from: 2, to: 3, hosts: [3, 4] }]);
  });

  it("moves VMs back, but not those that have moved on", () => {
    const moved: Plan = { ...star, mapping: mapping(2, 1, 3, 4) };
    const brought = diffPlans(network, star, moved);
    expect([...takeBack(moved, brought, ["migrate"]).mapping]).toEqual([1, 2, 3, 4]);
    const on: Plan = { ...star, mapping: mapping(2, 4, 3, 1) };
    expect([...takeBack(on, brought, ["migrate"]).mapping]).toEqual([1, 4, 3, 1]);
  });

  it("takes back only the stages that are still its own", () => {
    const undone = takeBack(linked, diffPlans(network, star, linked), ["migrate", "forward"]);
    expect(undone.links).toEqual(linked.links);
    expect(undone.routes).toEqual([]);
  });

  it("leaves no route on a link that goes, whoever made it", () => {
    const later: Plan = { ...linked, routes: [{ from: 3, to: 1, hosts: [4, 0, 1, 2] }] };
    const undone = takeBack(later, diffPlans(network, star, linked), ["connect"]);
    expect(undone.routes).toEqual([]);
  });
});
