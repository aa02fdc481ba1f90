// Which flows need a marker when rules change: those that rules carry, before or after.
import { describe, expect, it } from "vitest";
import { movedFlows } from "../../../dataplane/driver/moved-flows.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import type { Route } from "../../../engine/model/route.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";
import { transitionTo } from "./direct-transition.ts";

const network = buildNetwork(smallNetworkIr(3), ["ws"]);
const mapping = network.initialMapping;
const rulesOf = (...routes: Route[]) => transitionTo(network, 1, { links: [], routes }).rules;
const star = rulesOf();
const direct: Route = { from: 0, to: 1, hosts: [1, 2] };
const around: Route = { from: 0, to: 1, hosts: [1, 3, 2] };
const [source, destination] = [network.vms[0].mac, network.vms[1].mac];
const flow = { source, destination, from: 1, to: 2 };

describe("movedFlows", () => {
  it("leaves flows on the star alone", () => {
    expect(movedFlows(network, mapping, star, star)).toEqual([]);
  });

  it("has a flow that leaves the star, and one that returns to it", () => {
    expect(movedFlows(network, mapping, star, rulesOf(direct))).toEqual([{ ...flow, byStar: false }]);
    expect(movedFlows(network, mapping, rulesOf(direct), star)).toEqual([{ ...flow, byStar: true }]);
  });

  it("has a flow that goes another way, and one that keeps its way by new rules", () => {
    expect(movedFlows(network, mapping, rulesOf(direct), rulesOf(around))).toEqual([
      { ...flow, byStar: false },
    ]);
    expect(movedFlows(network, mapping, rulesOf(direct), rulesOf(direct))).toEqual([
      { ...flow, byStar: false },
    ]);
  });

  it("sees that a way with a hole ends on the star", () => {
    const holed = rulesOf(around).map((rules, host) => (host === 3 ? [] : rules));
    expect(movedFlows(network, mapping, star, holed)).toEqual([]);
    expect(movedFlows(network, mapping, rulesOf(direct), holed)).toEqual([{ ...flow, byStar: true }]);
  });

  it("ends on rules that go round in a circle", () => {
    const any = { any: true } as const;
    const circle = [2, 3, 1].map((link) => [
      { source: any, destination: any, priority: 1, target: { link } },
    ]);
    const away = [[], ...circle].map((rules, host) => (host === 2 ? [] : rules));
    expect(movedFlows(network, mapping, star, [[], ...circle]).length).toBeGreaterThan(0);
    expect(movedFlows(network, mapping, star, away).length).toBeGreaterThan(0);
  });

  it("sees all flows that wide rules move, the higher priority first", () => {
    const any = { any: true } as const;
    const mac = network.vms[1].mac;
    const wide = [
      { source: any, destination: { mac }, priority: 1, target: { link: 2 } },
      { source: any, destination: { not: mac }, priority: 5, target: { link: 3 } },
    ];
    const moved = movedFlows(network, mapping, star, [[], wide, [], []]);
    expect(new Set(moved.map(({ to }) => to))).toEqual(new Set([2, 3]));
  });

  it("leaves out VMs that are nowhere and pairs on one host", () => {
    expect(movedFlows(network, Int32Array.of(1, -1, 3), star, rulesOf(direct))).toEqual([]);
    expect(movedFlows(network, Int32Array.of(1, 1, 3), star, rulesOf(direct))).toEqual([]);
  });
});
