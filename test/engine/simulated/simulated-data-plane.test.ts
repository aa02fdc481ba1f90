// The simulated data plane: the conformance suite, and rates, times and faults to the number.
import { describe, expect, it } from "vitest";
import type { NetworkEvent, TrafficReport, Transition } from "../../../engine/data-plane.ts";
import type { Network } from "../../../engine/model/network.ts";
import type { Routes } from "../../../engine/model/route.ts";
import { SimulatedDataPlane } from "../../../engine/simulated/simulated-data-plane.ts";
import { buildTransition } from "../../../engine/update/build-transition.ts";
import { linkOf, networkOf, type NetworkSpec } from "../../arbitraries/network-of.ts";
import { describeDataPlane } from "../data-plane-conformance.ts";

const go = new AbortController().signal;
const [gw, a, b, c] = [0, 1, 2, 3];

/** Hosts a, b, c with v, w, x; the spokes carry 5 Mbit/s each way, other paths 100. */
function threeHosts(spec: Partial<NetworkSpec> = {}): Network {
  return networkOf({
    hosts: ["gw", "a", "b", "c"],
    vms: ["v", "w", "x"].map((name, index) => ({ name, on: index + 1 })),
    pathBps: (from, to) => (from === gw || to === gw ? 5e6 : 100e6),
    ...spec,
  });
}

for (const reconfigurationSeconds of [0, 0.2]) {
  describeDataPlane(`simulated, reconfiguring in ${reconfigurationSeconds} s`, () => {
    const network = threeHosts();
    const plane = new SimulatedDataPlane(network, { updateSeconds: 0.05, reconfigurationSeconds });
    const settle = async (): Promise<void> => {
      for (let step = 0; step < 10; step++) {
        plane.advance(0.05);
        await Promise.resolve();
      }
    };
    return Promise.resolve({
      plane,
      network,
      sendTraffic: (from, to, bytes) => {
        plane.give({ kind: "traffic", edges: [[from, to]], rateBps: 1e6, forSeconds: (bytes * 8) / 1e6 });
        plane.advance((bytes * 8) / 1e6);
        return Promise.resolve();
      },
      settle,
      stop: () => Promise.resolve(),
    });
  });
}

function direct(network: Network, epoch = 1, routes?: Routes): Transition {
  const both = routes ?? [
    { from: 0, to: 1, hosts: [a, b] },
    { from: 1, to: 0, hosts: [b, a] },
  ];
  return buildTransition(
    network,
    network.initialMapping,
    { epoch: epoch - 1, overlay: [] },
    { links: [linkOf(a, b)], routes: both },
  );
}

function start(spec: Partial<NetworkSpec> = {}, reconfigurationSeconds = 0) {
  const network = threeHosts(spec);
  const plane = new SimulatedDataPlane(network, { updateSeconds: 0.1, reconfigurationSeconds });
  const reports: TrafficReport[] = [];
  const events: NetworkEvent[] = [];
  plane.observe({ report: (report) => reports.push(report), event: (event) => events.push(event) });
  const send = (from: number, to: number, rateBps: number, forSeconds?: number): void =>
    plane.give({
      kind: "traffic",
      edges: [[from, to]],
      rateBps,
      ...(forSeconds === undefined ? {} : { forSeconds }),
    });
  return { network, plane, reports, events, send };
}

describe("simulated data plane", () => {
  it("carries what is offered up to the fair share of the narrowest path", () => {
    const { plane, send } = start();
    send(0, 1, 4e6);
    expect(plane.carriedBps()).toBeCloseTo(4e6);
    send(2, 1, 4e6); // both come in over the spoke to b
    expect(plane.carriedBps()).toBeCloseTo(5e6);
    send(0, 1, 4e6); // offers of one pair add up
    expect(plane.carriedBps()).toBeCloseTo(5e6);
  });

  it("shares the proxy's card among all pairs, whatever the spokes could carry", () => {
    const { plane, send } = start({ hosts: [{ name: "gw", rateBps: 3e6 }, "a", "b", "c"] });
    send(0, 1, 10e6);
    send(1, 2, 10e6);
    send(2, 0, 10e6);
    expect(plane.carriedBps()).toBeCloseTo(3e6);
  });

  it("carries more over a direct link from the moment when the change is made", async () => {
    const { network, plane, send } = start({}, 0.5);
    send(0, 1, 40e6);
    const applied = plane.apply(direct(network), go);
    plane.advance(0.4);
    expect(plane.carriedBps()).toBeCloseTo(5e6);
    expect(await plane.apply(direct(network), go)).toEqual({
      kind: "refused",
      reason: "another transition is under way",
    });
    plane.advance(0.2);
    expect(plane.carriedBps()).toBeCloseTo(40e6);
    expect(await applied).toEqual({ kind: "applied", epoch: 1, seconds: 0.5 });
  });

  it("reports at every update, and counts every byte exactly once however time is cut", () => {
    const whole = start();
    const parts = start();
    for (const { send } of [whole, parts]) send(0, 1, 1e6, 0.75);
    whole.plane.advance(2);
    for (let step = 0; step < 40; step++) parts.plane.advance(0.05);
    for (const { reports, plane } of [whole, parts]) {
      const own = reports.filter(({ host }) => host === a);
      expect(own.map(({ at }) => at.toFixed(3))).toEqual(
        Array.from({ length: 20 }, (_, k) => ((k + 1) / 10).toFixed(3)),
      );
      expect(own[4].bytes[0]).toBeCloseTo((0.5 * 1e6) / 8);
      expect(own[7].bytes[0]).toBeCloseTo((0.75 * 1e6) / 8);
      expect(own.slice(8).every(({ bytes }) => bytes.length === 0)).toBe(true); // nothing has grown since
      expect(plane.now).toBeCloseTo(2);
    }
    expect(reportsOf(whole.reports)).toEqual(reportsOf(parts.reports));
  });

  it("lets a VM send only what its host's CPU leaves it", () => {
    const { plane, send } = start();
    send(0, 1, 4e6);
    plane.give({ kind: "host", host: a, load: 0.75 });
    expect(plane.carriedBps()).toBeCloseTo(1e6);
    plane.give({ kind: "host", host: b, load: 0.9 }); // receiving costs nothing
    expect(plane.carriedBps()).toBeCloseTo(1e6);
  });

  it("follows changes of cards and paths", async () => {
    const { plane, send } = start();
    send(0, 1, 100e6);
    plane.give({
      kind: "path",
      ends: [{ any: true }, { host: gw }],
      both: true,
      rateBps: 20e6,
      delaySeconds: 0.01,
    });
    expect(plane.carriedBps()).toBeCloseTo(20e6);
    plane.give({ kind: "host", host: b, rateBps: 7e6 });
    expect(plane.carriedBps()).toBeCloseTo(7e6);
    const { pathRate, pathDelay } = await plane.snapshot();
    expect([pathRate[a * 4 + gw], pathRate[a * 4 + b], pathDelay[gw * 4 + a]]).toEqual([20e6, 100e6, 0.01]);
  });

  it("lets routes over a dead link fall back to the star and come back with it", async () => {
    const { network, plane, events, send } = start();
    send(0, 1, 40e6);
    await plane.apply(direct(network), go);
    plane.give({ kind: "fault", restore: false, host: a, otherHost: b });
    expect(plane.carriedBps()).toBeCloseTo(5e6);
    expect([...(await plane.snapshot()).linkUp]).toEqual([0]);
    plane.give({ kind: "fault", restore: true, host: a, otherHost: b });
    expect(plane.carriedBps()).toBeCloseTo(40e6);
    expect(events.map(({ kind, host, otherHost }) => [kind, host, otherHost])).toEqual([
      ["link-down", a, b],
      ["link-up", a, b],
    ]);
  });

  it("falls silent with a host, and starts its daemon anew", () => {
    const { plane, reports, events, send } = start();
    send(0, 1, 1e6);
    plane.advance(0.1);
    plane.give({ kind: "fault", restore: false, host: a });
    expect(plane.carriedBps()).toBe(0);
    plane.advance(0.5);
    plane.give({ kind: "fault", restore: true, host: a });
    plane.advance(0.1);
    const own = reports.filter(({ host }) => host === a);
    expect(own.map(({ startId, seq }) => [startId, seq])).toEqual([
      ["a#1", 1],
      ["a#2", 1],
    ]);
    expect(own[1].bytes[0]).toBeCloseTo((0.1 * 1e6) / 8);
    expect(events.map(({ kind }) => kind)).toEqual(["daemon-down", "daemon-up"]);
  });

  it("takes for a move the image over the path's rate, during which the VM is away", async () => {
    const { plane, events, send } = start({
      vms: [
        { name: "v", on: a, imageBytes: 25e6 },
        { name: "w", on: b },
      ],
    });
    send(0, 1, 1e6);
    const moved = plane.move(0, c, go); // 25 MB at 100 Mbit/s
    plane.advance(1.9);
    expect(plane.carriedBps()).toBe(0);
    expect((await plane.snapshot()).mapping[0]).toBe(a);
    plane.advance(0.2);
    expect(await moved).toEqual({ kind: "moved", seconds: 2, downtimeSeconds: 2 });
    expect((await plane.snapshot()).mapping[0]).toBe(c);
    expect(plane.carriedBps()).toBeCloseTo(1e6);
    expect(events).toMatchObject([{ kind: "vm-seen", vm: 0, host: c, at: 2 }]);
  });

  it("leaves a VM where it is when its move is called off on the way", async () => {
    const { plane, send } = start({
      vms: [
        { name: "v", on: a, imageBytes: 25e6 },
        { name: "w", on: b },
      ],
    });
    const off = new AbortController();
    send(0, 1, 1e6);
    const moved = plane.move(0, c, off.signal);
    plane.advance(1);
    off.abort();
    expect(await moved).toMatchObject({ kind: "refused" });
    plane.advance(5);
    expect((await plane.snapshot()).mapping[0]).toBe(a);
    expect(plane.carriedBps()).toBeCloseTo(1e6);
  });

  it("sends frames of a VM that has moved over the star until its routes are made anew", async () => {
    const { network, plane, send } = start();
    await plane.apply(direct(network), go);
    send(0, 1, 40e6);
    await plane.move(1, c, go);
    expect(plane.carriedBps()).toBeCloseTo(5e6);
  });

  it("refuses what cannot be, in one sentence", async () => {
    const { network, plane } = start({ hosts: ["gw", "a", "b", { name: "c", slots: 1 }] });
    const reason = async (request: Promise<unknown>): Promise<unknown> => request;
    expect(await reason(plane.move(0, c, go))).toEqual({
      kind: "refused",
      reason: "`c` has no free slot of its 1",
    });
    const { rules } = direct(network);
    const ruleOnly = { ...direct(network), open: [], rules };
    expect(await reason(plane.apply(ruleOnly, go))).toEqual({
      kind: "refused",
      reason: "a rule of `a` leads over a link that is not there",
    });
    const close = { ...direct(network), open: [], close: [linkOf(a, b)] };
    expect(await reason(plane.apply(close, go))).toEqual({
      kind: "refused",
      reason: "the link `a <-> b` is not open, so it cannot be closed",
    });
    plane.give({ kind: "fault", restore: false, host: b });
    expect(await reason(plane.apply(direct(network), go))).toMatchObject({ kind: "refused" });
  });

  it("knows a VM without a place only when a test puts it somewhere", async () => {
    const { plane, events, send } = start({ vms: [{ name: "v" }, { name: "w", on: b }] });
    send(0, 1, 1e6);
    expect(plane.carriedBps()).toBe(0);
    expect((await plane.snapshot()).mapping[0]).toBe(-1);
    plane.give({ kind: "vm", vm: 0, host: a });
    expect(plane.carriedBps()).toBeCloseTo(1e6);
    expect(events).toMatchObject([{ kind: "vm-seen", vm: 0, host: a }]);
  });
});

function reportsOf(reports: readonly TrafficReport[]): unknown {
  return reports.map(({ host, seq, pairs, bytes }) => [
    host,
    seq,
    [...pairs],
    [...bytes].map((each) => each.toFixed(3)),
  ]);
}
