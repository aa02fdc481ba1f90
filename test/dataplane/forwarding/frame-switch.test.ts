// How single frames travel: by the star, by rules, to groups; what is dropped and what takes a detour.
import { describe, expect, it } from "vitest";
import { FrameSwitch } from "../../../dataplane/forwarding/frame-switch.ts";
import { broadcastMac } from "../../../dataplane/ethernet/mac-address.ts";
import {
  decodeLinkBatch,
  encodeLinkBatch,
  linkFlags,
  type LinkFrame,
} from "../../../dataplane/wire/link-batch.ts";
import {
  frameOf,
  macOf,
  type ManualLink,
  ManualPort,
  numberOf,
  rulesAlong,
  SwitchNetwork,
} from "./switch-network.ts";

function framesSent(link: ManualLink): LinkFrame[] {
  return link.sent.flatMap(({ batch }) => {
    const decoded = decodeLinkBatch(batch);
    return decoded.ok ? decoded.frames : [];
  });
}

/** Counts that are not zero. */
function counted(tally: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(tally).filter(([, count]) => count > 0));
}

function useRules(network: SwitchNetwork, epoch: number, paths: readonly (readonly number[])[]): void {
  const rules = rulesAlong(network.switches.length - 1, paths);
  network.switches.forEach((each, index) => {
    expect(each.prepare(epoch, { rules: rules[index], expect: [] })).toEqual({ ok: true });
  });
  network.switches.forEach((each) => expect(each.commit(epoch, { moved: [] })).toEqual({ ok: true }));
}

describe("frame switch", () => {
  it("sends frames by the star while it has no rules, one batch a link and slab", () => {
    const network = new SwitchNetwork(2);
    network.send(1, 2, 1, 2, 3);
    network.settle();
    expect(network.received(2)).toEqual([1, 2, 3]);
    expect(network.link(1, 0).sent.length).toBe(1);
    expect(network.link(0, 2).sent.length).toBe(1);
    expect(framesSent(network.link(1, 0)).map(({ epoch, hopLimit }) => [epoch, hopLimit])[0]).toEqual([
      0, 16,
    ]);
    expect(framesSent(network.link(0, 2))[0].hopLimit).toBe(15);
  });

  it("sends frames by their rules, stamped with the epoch, hop by hop", () => {
    const network = new SwitchNetwork(3);
    useRules(network, 7, [[1, 3, 2]]);
    network.send(1, 2, 1);
    network.send(2, 1, 2);
    network.settle();
    expect(network.received(2)).toEqual([1]);
    expect(network.received(1)).toEqual([2]);
    expect(framesSent(network.link(3, 2)).map(({ epoch, hopLimit }) => [epoch, hopLimit])).toEqual([[7, 15]]);
    expect(framesSent(network.link(2, 0)).map(({ epoch }) => epoch)).toEqual([0]);
    expect(network.switches.map(({ drops, detours }) => [counted(drops), counted(detours)])).toEqual(
      network.switches.map(() => [{}, {}]),
    );
  });

  it("delivers between VMs of one daemon directly, and counts it", () => {
    const network = new SwitchNetwork(1);
    const second = new ManualPort();
    network.switches[1].attachPort(macOf(9), second);
    network.send(1, 9, 5);
    expect(second.received.map(numberOf)).toEqual([5]);
    expect(network.links.every(({ sent }) => sent.length === 0)).toBe(true);
    expect([...network.switches[1].counters.report("all").pairs]).toEqual([macOf(1), macOf(9)]);
  });

  it("floods groups on the star's tree: every other VM gets one, the sender none, whatever the rules say", () => {
    const network = new SwitchNetwork(3);
    useRules(network, 1, [
      [1, 2],
      [1, 3],
    ]);
    const neighbour = new ManualPort();
    network.switches[1].attachPort(macOf(9), neighbour);
    network.ports[1].send(frameOf(macOf(1), broadcastMac, 4), frameOf(macOf(1), 0x0100_5e00_0001, 5));
    network.settle();
    expect(network.received(1)).toEqual([]);
    expect(neighbour.received.map(numberOf)).toEqual([4, 5]);
    expect([2, 3].map((at) => network.received(at))).toEqual([
      [4, 5],
      [4, 5],
    ]);
    expect(network.link(1, 2).sent).toEqual([]);
  });

  it("does not pass on a group's frame that came off the tree", () => {
    const network = new SwitchNetwork(2);
    const bytes = frameOf(macOf(1), broadcastMac, 1);
    network.link(2, 1).inject(encodeLinkBatch([{ flags: 0, hopLimit: 16, epoch: 0, bytes }]));
    network.settle();
    expect(network.received(2)).toEqual([]);
    expect(counted(network.switches[2].drops)).toEqual({ "no-rule": 1 });
  });

  it("drops frames of others' source addresses, and neither counts nor forwards them", () => {
    const network = new SwitchNetwork(2);
    network.ports[1].send(frameOf(macOf(2), macOf(1), 1), frameOf(macOf(1), macOf(2), 2));
    network.settle();
    expect(network.received(2)).toEqual([2]);
    expect(counted(network.switches[1].drops)).toEqual({ spoofed: 1 });
    expect([...network.switches[1].counters.report("all").frames]).toEqual([1]);
  });

  it("drops unknown destinations at the Proxy, and what the Proxy sends to the wrong daemon there", () => {
    const network = new SwitchNetwork(2);
    network.send(1, 77, 1);
    network.settle();
    expect(counted(network.switches[0].drops)).toEqual({ "no-rule": 1 });
    network.switches[0].setPlaces([{ mac: macOf(77), daemon: "d2" }]);
    network.send(1, 77, 2);
    network.settle();
    expect(counted(network.switches[2].drops)).toEqual({ "no-rule": 1 });
    expect(network.link(2, 0).sent).toEqual([]);
  });

  it("sends a frame of an unknown epoch on by the star, once, and counts it", () => {
    const network = new SwitchNetwork(3);
    useRules(network, 1, [[1, 3, 2]]);
    network.switches[3].discard(1);
    network.send(1, 2, 1);
    network.settle();
    expect(network.received(2)).toEqual([1]);
    expect(counted(network.switches[3].detours)).toEqual({ "stale-epoch": 1 });
    expect(framesSent(network.link(3, 0)).map(({ epoch }) => epoch)).toEqual([0]);
  });

  it("sends a frame on by the star where the epoch has no rule for it", () => {
    const network = new SwitchNetwork(3);
    useRules(network, 1, [[1, 3]]);
    const bytes = frameOf(macOf(1), macOf(2), 6);
    network.link(3, 1).inject(encodeLinkBatch([{ flags: 0, hopLimit: 16, epoch: 1, bytes }]));
    network.settle();
    expect(network.received(2)).toEqual([6]);
    expect(counted(network.switches[3].detours)).toEqual({ "no-rule": 1 });
  });

  it("falls back to the star when a rule's link is down, and drops only when the star is down too", () => {
    const network = new SwitchNetwork(2);
    useRules(network, 1, [[1, 2]]);
    network.switches[1].detachLink("d2");
    network.send(1, 2, 1);
    network.settle();
    expect(network.received(2)).toEqual([1]);
    expect(counted(network.switches[1].detours)).toEqual({ "link-closed": 1 });
    network.switches[1].detachLink("p");
    network.send(1, 2, 2);
    network.settle();
    expect(network.received(2)).toEqual([1]);
    expect(counted(network.switches[1].drops)).toEqual({ "link-closed": 1 });
  });

  it("lets a frame in a loop die after sixteen links", () => {
    const network = new SwitchNetwork(3);
    const loop = { source: { any: true }, destination: { mac: macOf(3) }, priority: 1 } as const;
    network.switches[1].prepare(1, { rules: [{ ...loop, target: { peer: "d2" } }], expect: [] });
    network.switches[2].prepare(1, { rules: [{ ...loop, target: { peer: "d1" } }], expect: [] });
    network.switches[1].commit(1, { moved: [] });
    network.send(1, 3, 1);
    network.settle();
    expect(network.link(1, 2).sent.length + network.link(2, 1).sent.length).toBe(16);
    expect(network.switches[1].drops["hop-limit"] + network.switches[2].drops["hop-limit"]).toBe(1);
    expect(network.received(3)).toEqual([]);
  });

  it("counts every frame of a batch that a link refuses", () => {
    const network = new SwitchNetwork(2);
    network.link(1, 0).refusal = "queue-full";
    network.send(1, 2, 1, 2, 3);
    expect(counted(network.switches[1].drops)).toEqual({ "queue-full": 3 });
  });

  it("drops what is malformed and goes on with what is not", () => {
    const network = new SwitchNetwork(1);
    const good = frameOf(macOf(2), macOf(1), 1);
    const batch = encodeLinkBatch([
      { flags: 0, hopLimit: 16, epoch: 0, bytes: new Uint8Array(13) },
      { flags: 0, hopLimit: 16, epoch: 0, bytes: good },
      { flags: linkFlags.marker, hopLimit: 16, epoch: 0, bytes: frameOf(macOf(2), macOf(1), 2) },
      {
        flags: linkFlags.virtioHeader,
        hopLimit: 16,
        epoch: 0,
        bytes: Buffer.concat([new Uint8Array(10), good]),
      },
      { flags: 0, hopLimit: 16, epoch: 0, bytes: good },
    ]);
    network.link(1, 0).inject(batch.subarray(0, batch.length - 1));
    expect(network.received(1)).toEqual([1]);
    expect(counted(network.switches[1].drops)).toEqual({ malformed: 4 });
    network.ports[1].sendSlab(Uint8Array.of(0, 0, 0, 13, 1, 2));
    expect(counted(network.switches[1].drops)).toEqual({ malformed: 5 });
  });

  it("listens no more to a port or link that was detached or replaced", () => {
    const network = new SwitchNetwork(2);
    const [old] = [network.link(1, 0)];
    network.connect(0, 1);
    network.switches[1].detachLink("p", old); // the end of the old link leaves the new one
    expect(network.switches[1].peers).toContain("p");
    const bytes = frameOf(macOf(2), macOf(1), 1);
    old.inject(encodeLinkBatch([{ flags: 0, hopLimit: 16, epoch: 0, bytes }]));
    expect(network.received(1)).toEqual([]);
    network.switches[1].detachPort(macOf(1));
    network.send(1, 2, 1);
    network.settle();
    expect(network.received(2)).toEqual([]);
    expect(network.switches[1].ports).toEqual([]);
  });

  it("delivers by a rule that names a port", () => {
    const network = new SwitchNetwork(1);
    const monitor = new ManualPort();
    network.switches[1].attachPort(macOf(9), monitor);
    const rule = {
      source: { any: true },
      destination: { not: macOf(1) },
      priority: 1,
      target: { port: macOf(9) },
    } as const;
    network.switches[1].prepare(1, { rules: [rule], expect: [] });
    network.switches[1].commit(1, { moved: [] });
    network.send(1, 42, 3);
    expect(monitor.received.map(numberOf)).toEqual([3]);
    expect(network.switches[1].routeOf(macOf(1), macOf(42))).toEqual({ kind: "port", mac: macOf(9) });
  });

  it("says where a frame would go", () => {
    const network = new SwitchNetwork(2);
    useRules(network, 3, [[1, 2]]);
    const [proxy, first] = network.switches;
    expect(first.routeOf(macOf(2), macOf(1))).toEqual({ kind: "port", mac: macOf(1) });
    expect(first.routeOf(macOf(1), macOf(2))).toMatchObject({ kind: "link", peer: "d2", epoch: 3 });
    expect(first.routeOf(macOf(1), macOf(5))).toEqual({ kind: "link", peer: "p", epoch: 0 });
    expect(proxy.routeOf(macOf(5), macOf(1))).toEqual({ kind: "link", peer: "d1", epoch: 0 });
    expect(proxy.routeOf(macOf(1), macOf(5))).toEqual({ kind: "none", reason: "no-rule" });
    first.detachLink("p");
    expect(first.routeOf(macOf(1), macOf(5))).toEqual({ kind: "none", reason: "link-closed" });
  });

  it("refuses epochs and rules that cannot be, and keeps what it had", () => {
    const only = new FrameSwitch({ name: "d1", proxy: "p", now: () => 0 });
    const rule = (target: string): Parameters<FrameSwitch["prepare"]>[1]["rules"][number] => ({
      source: { any: true },
      destination: { mac: macOf(2) },
      priority: 5,
      target: { peer: target },
    });
    expect(only.prepare(1, { rules: [rule("a")], expect: [] })).toEqual({ ok: true });
    expect(only.commit(1, { moved: [] })).toEqual({ ok: true });
    expect(only.prepare(2, { rules: [rule("a"), rule("b")], expect: [] })).toMatchObject({
      ok: false,
      reason: "overlapping-rules",
      message: expect.stringContaining("any 02:00:00:00:00:02") as string,
    });
    expect(only.commit(2, { moved: [] })).toMatchObject({ ok: false, reason: "unknown-epoch" });
    expect(only.prepare(1, { rules: [], expect: [] })).toMatchObject({ ok: false, reason: "epoch-in-use" });
    for (const epoch of [0, -1, 65_536, 1.5, NaN])
      expect(only.prepare(epoch, { rules: [], expect: [] })).toMatchObject({
        ok: false,
        reason: "bad-epoch",
      });
    expect(only.epoch).toBe(1);
    expect(only.rulesOf(1)).toEqual([rule("a")]);
    only.discard(1);
    expect(only.epoch).toBe(0);
    expect(only.rulesOf(1)).toEqual([]);
  });
});
