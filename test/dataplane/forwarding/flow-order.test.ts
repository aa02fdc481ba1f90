// How a transition keeps the order of the flows that it moves: markers, holds, their bounds and their end.
import { describe, expect, it } from "vitest";
import { encodeLinkBatch, decodeLinkBatch, linkFlags } from "../../../dataplane/wire/link-batch.ts";
import { frameOf, macOf, rulesAlong, SwitchNetwork } from "./switch-network.ts";

const flow = { source: macOf(1), destination: macOf(2) };

/** Prepares an epoch in which the flow from 1 to 2 travels along `path`; the star when there is none. */
function prepare(network: SwitchNetwork, epoch: number, path?: readonly number[]): void {
  const rules = rulesAlong(network.switches.length - 1, path === undefined ? [] : [path]);
  network.switches.forEach((each, index) => {
    const expected = path === undefined ? { ...flow, byStar: true } : flow;
    each.prepare(epoch, { rules: rules[index], expect: index === 2 ? [expected] : [] });
  });
}

function commit(network: SwitchNetwork, epoch: number): void {
  network.switches.forEach((each, index) => each.commit(epoch, { moved: index === 1 ? [flow] : [] }));
}

const totalDrops = (network: SwitchNetwork): number =>
  network.switches.flatMap(({ drops }) => Object.values(drops)).reduce((sum, count) => sum + count, 0);

describe("a flow that is moved", () => {
  it("keeps its order when the new path is faster: later frames wait for the marker", () => {
    const network = new SwitchNetwork(2);
    prepare(network, 1, [1, 2]);
    network.send(1, 2, 1, 2); // on the star
    commit(network, 1);
    network.send(1, 2, 3, 4); // on the new link
    expect(network.link(2, 1).deliver()).toBe(true);
    expect(network.received(2)).toEqual([]);
    expect(network.told).toEqual([]);
    network.settle();
    expect(network.received(2)).toEqual([1, 2, 3, 4]);
    expect(network.told).toEqual([{ daemon: "d2", what: "marker", epoch: 1, ...flow }]);
    network.send(1, 2, 5);
    network.settle();
    expect(network.received(2)).toEqual([1, 2, 3, 4, 5]);
  });

  it("keeps its order on the way back to the star, whose frames carry epoch 0", () => {
    const network = new SwitchNetwork(2);
    prepare(network, 1, [1, 2]);
    commit(network, 1);
    network.settle();
    prepare(network, 2);
    network.send(1, 2, 1, 2); // on the link
    commit(network, 2);
    network.send(1, 2, 3); // on the star
    while (network.link(0, 1).deliver());
    while (network.link(2, 0).deliver());
    expect(network.received(2)).toEqual([]);
    network.settle();
    expect(network.received(2)).toEqual([1, 2, 3]);
  });

  it("sends its marker alone, urgent, under the old epoch, even when the queue is full", () => {
    const network = new SwitchNetwork(2);
    prepare(network, 1, [1, 2]);
    network.link(1, 0).refusal = "queue-full";
    commit(network, 1);
    const [{ batch, urgent }] = network.link(1, 0).sent;
    const decoded = decodeLinkBatch(batch);
    expect(urgent).toBe(true);
    expect(decoded.ok && decoded.frames.map(({ flags, epoch }) => [flags, epoch])).toEqual([
      [linkFlags.marker, 0],
    ]);
  });

  it("has its marker passed on alone and urgent where it came together with frames", () => {
    const network = new SwitchNetwork(2);
    prepare(network, 1, [1, 2]);
    commit(network, 1);
    const [{ batch: marker }] = network.link(1, 0).sent;
    network.link(0, 1).waiting.length = 0;
    const before = encodeLinkBatch([
      { flags: 0, hopLimit: 16, epoch: 0, bytes: frameOf(macOf(1), macOf(2), 1) },
    ]);
    network.link(0, 1).inject(Buffer.concat([before, marker, before]));
    expect(network.link(0, 2).sent.map(({ urgent }) => urgent)).toEqual([false, true, false]);
  });

  it("is released, in order, when its marker has not come in time, and this is told", () => {
    const network = new SwitchNetwork(2);
    prepare(network, 1, [1, 2]);
    network.now = 10;
    commit(network, 1);
    network.link(0, 1).waiting.length = 0; // the marker is lost
    network.send(1, 2, 1, 2);
    network.settle();
    network.now = 10.9;
    network.switches[2].tick();
    expect(network.received(2)).toEqual([]);
    network.now = 11;
    network.switches[2].tick();
    expect(network.received(2)).toEqual([1, 2]);
    expect(network.told).toEqual([{ daemon: "d2", what: "timeout", epoch: 1, ...flow }]);
    network.send(1, 2, 3);
    network.settle();
    expect(network.received(2)).toEqual([1, 2, 3]);
  });

  it("times out even when it is silent, once its daemon has committed", () => {
    const network = new SwitchNetwork(2);
    prepare(network, 1, [1, 2]);
    network.switches[2].commit(1, { moved: [] });
    network.now = 1;
    network.switches[2].tick();
    network.switches[2].tick();
    expect(network.told.map(({ what }) => what)).toEqual(["timeout"]);
  });

  it("has the frames that exceed the bounds dropped and counted", () => {
    const network = new SwitchNetwork(2, { flowBytes: 130, totalBytes: 1000, seconds: 1 });
    prepare(network, 1, [1, 2]);
    commit(network, 1);
    network.send(1, 2, 1, 2, 3);
    network.link(2, 1).deliver();
    expect(network.switches[2].drops["hold-overflow"]).toBe(1);
    network.settle();
    expect(network.received(2)).toEqual([1, 2]);
  });

  it("shares the total bound with the other flows of its daemon", () => {
    const network = new SwitchNetwork(3, { flowBytes: 1000, totalBytes: 130, seconds: 1 });
    const other = { source: macOf(3), destination: macOf(2) };
    const rules = rulesAlong(3, [
      [1, 2],
      [3, 2],
    ]);
    network.switches.forEach((each, index) => {
      each.prepare(1, { rules: rules[index], expect: index === 2 ? [flow, other] : [] });
      each.commit(1, { moved: [flow, other].filter(({ source }) => source === macOf(index)) });
    });
    network.send(1, 2, 1, 2);
    network.send(3, 2, 3);
    network.link(2, 1).deliver();
    network.link(2, 3).deliver();
    expect(network.switches[2].drops["hold-overflow"]).toBe(1);
    network.settle();
    expect(network.received(2)).toEqual([1, 2]);
  });

  it("is delivered when the transition is called off", () => {
    const network = new SwitchNetwork(2);
    prepare(network, 1, [1, 2]);
    commit(network, 1);
    network.link(0, 1).waiting.length = 0;
    network.send(1, 2, 1);
    network.settle();
    network.switches.forEach((each) => each.discard(1));
    expect(network.received(2)).toEqual([1]);
    network.send(1, 2, 2);
    network.settle();
    expect(network.received(2)).toEqual([1, 2]);
    expect(totalDrops(network)).toBe(0);
  });

  it("sends no second marker when its daemon is asked to commit again", () => {
    const network = new SwitchNetwork(2);
    prepare(network, 1, [1, 2]);
    commit(network, 1);
    expect(network.switches[1].commit(1, { moved: [flow] })).toEqual({ ok: true });
    network.settle();
    expect(network.told.length).toBe(1);
  });

  it("has its marker told at once when its VM is on the same daemon", () => {
    const network = new SwitchNetwork(1);
    network.switches[1].attachPort(macOf(2), network.ports[0]);
    network.switches[1].prepare(1, { rules: [], expect: [flow] });
    network.switches[1].commit(1, { moved: [flow] });
    expect(network.told).toEqual([{ daemon: "d1", what: "marker", epoch: 1, ...flow }]);
  });
});
