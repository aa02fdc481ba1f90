// What a switch counts: the frames of its own VMs, once each, by all their octets.
import { describe, expect, it } from "vitest";
import { broadcastMac } from "../../../dataplane/ethernet/mac-address.ts";
import { frameOf, macOf, SwitchNetwork } from "./switch-network.ts";

describe("frame switch", () => {
  it("counts what local VMs send, not what passes through", () => {
    const network = new SwitchNetwork(2);
    network.send(1, 2, 1, 2);
    network.settle();
    const { pairs, bytes, frames } = network.switches[1].counters.report("all");
    expect([[...pairs], [...bytes], [...frames]]).toEqual([[macOf(1), macOf(2)], [120], [2]]);
    expect(network.switches[0].counters.report("all").pairs.length).toBe(0);
    expect(network.switches[2].counters.report("all").pairs.length).toBe(0);
  });

  it("counts a frame by all its octets, whatever tags stand behind its addresses", () => {
    const network = new SwitchNetwork(2);
    const tagged = frameOf(macOf(1), macOf(2), 1, 68);
    tagged.set([0x81, 0x00, 0x00, 0x2a], 12); // 802.1Q
    const doubly = frameOf(macOf(1), macOf(2), 2, 72);
    doubly.set([0x88, 0xa8, 0x00, 0x07, 0x81, 0x00, 0x00, 0x2a], 12); // 802.1ad
    const jumbo = frameOf(macOf(1), macOf(2), 3, 9018);
    const longest = frameOf(macOf(1), macOf(2), 4, 65_608);
    network.ports[1].send(tagged, doubly, jumbo, longest);
    network.settle();
    const { pairs, bytes, frames } = network.switches[1].counters.report("all");
    expect([...pairs]).toEqual([macOf(1), macOf(2)]);
    expect([...bytes, ...frames]).toEqual([68 + 72 + 9018 + 65_608, 4]);
    expect(network.ports[2].received.map(({ length }) => length)).toEqual([68, 72, 9018, 65_608]);
  });

  it("counts frames for groups apart, once each, and never as a pair", () => {
    const network = new SwitchNetwork(3);
    const groups = [broadcastMac, broadcastMac, 0x0100_5e00_0001, 0x3333_0000_0001];
    network.ports[1].send(
      ...groups.map((group) => frameOf(macOf(1), group, 0, 64)),
      frameOf(macOf(1), macOf(2), 1),
    );
    network.settle();
    const told = network.switches.map((each) => each.counters.report("all"));
    expect(told[1]).toMatchObject({
      unicast: { bytes: 60, frames: 1 },
      broadcast: { bytes: 128, frames: 2 },
      multicast: { bytes: 128, frames: 2 },
    });
    expect([...told[1].pairs]).toEqual([macOf(1), macOf(2)]);
    const nothing = { bytes: 0, frames: 0 };
    for (const other of [told[0], told[2], told[3]])
      expect(other).toMatchObject({ unicast: nothing, broadcast: nothing, multicast: nothing });
  });
});
