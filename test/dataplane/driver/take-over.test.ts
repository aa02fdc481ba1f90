// A controller that is new to daemons at work: it carries on what they agree on, and clears away what they do not.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import type { Network } from "../../../engine/model/network.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";
import { directRoutes, transitionTo, wsLink } from "./direct-transition.ts";
import { LiveNetwork } from "./live-network.ts";
import { NumberedTraffic, type VmPair } from "./numbered-traffic.ts";

const network = buildNetwork(smallNetworkIr(3), ["ws"]); // gw, a, b, c
const links = [wsLink(1, 2), wsLink(2, 3)];
const routes = directRoutes(network, links);
const fastPairs = routes.map(({ from, to }): VmPair => [from, to]);
const never = new AbortController().signal;

let live: LiveNetwork;
beforeEach(async () => {
  live = await LiveNetwork.start(network);
  const transition = transitionTo(network, 1, { links, routes });
  await live.running!.plane.apply(transition, never);
});
afterEach(async () => live.end());

const epochs = (): number[] => live.daemons.map((daemon) => daemon.state().epoch);
const peersOf = (host: number): string[] =>
  live.daemons[host]
    .state()
    .links.map(({ peer }) => peer)
    .sort();

async function nextController(next: Network = network): Promise<LiveNetwork["running"]> {
  return live.startController(() => [], { network: next, appearSeconds: 5 });
}

describe("a controller that comes after another", () => {
  it("has the network as before, its links untouched, and no frame of the fast path is lost meanwhile", async () => {
    const before = epochs();
    const traffic = new NumberedTraffic(network, live.vmEnds);
    traffic.start(fastPairs);
    await live.running!.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { plane } = (await nextController())!;
    await new Promise((resolve) => setTimeout(resolve, 50));
    traffic.stop();
    const state = await plane.snapshot();
    expect(state).toMatchObject({ epoch: before[0], overlay: links });
    expect(new Set(state.routes)).toEqual(new Set(routes));
    expect([...state.linkUp]).toEqual([1, 1]);
    expect(epochs()).toEqual(before);
    expect(plane.reconfigurationSeconds).toBeGreaterThan(0);
    expect(live.events.filter(({ kind }) => kind === "link-down")).toEqual([]);
    const { sent } = traffic;
    expect(sent).toBeGreaterThan(100);
    await expect.poll(() => traffic.faults()).toEqual({ sent, lost: 0, doubled: 0, reordered: 0 });
    const next = transitionTo(network, state.epoch + 1, { links: [], routes: [], present: links });
    expect(await plane.apply(next, never)).toMatchObject({ kind: "applied" });
    expect(peersOf(2)).toEqual(["gw"]);
  });

  it("does the same where the Proxy is a new one", async () => {
    const before = epochs();
    await live.running!.close();
    await live.daemons[0].close();
    await live.startController(() => [live.startDaemon(0)]);
    expect(epochs()).toEqual(before);
    expect((await live.running!.plane.snapshot()).overlay).toEqual(links);
    expect(peersOf(0)).toEqual(["a", "b", "c"]);
    expect(peersOf(2)).toEqual(["a", "c", "gw"]);
  });

  it("goes back to the star where a daemon has been started anew and knows of nothing", async () => {
    const before = epochs();
    await live.running!.close();
    await live.daemons[2].close();
    await live.startController(() => [live.startDaemon(2)]);
    expect(await live.running!.plane.snapshot()).toMatchObject({ epoch: 0, overlay: [], routes: [] });
    expect([1, 2, 3].map(peersOf)).toEqual([["gw"], ["gw"], ["gw"]]);
    expect(new Set(epochs())).toEqual(new Set([before[0] + 1]));
    const traffic = new NumberedTraffic(network, live.vmEnds);
    for (const pair of fastPairs) traffic.send(pair, 5);
    const sent = 5 * fastPairs.length;
    await expect.poll(() => traffic.faults()).toEqual({ sent, lost: 0, doubled: 0, reordered: 0 });
  });

  it("goes back to the star where its policy lacks a VM that has a way, and says so at both ends", async () => {
    await live.running!.close();
    const ir = smallNetworkIr(3);
    const other = buildNetwork(
      { ...ir, vms: [...ir.vms.slice(0, 2), { ...ir.vms[2], mac: "02:00:00:00:00:99" }] },
      ["ws"],
    );
    const running = await nextController(other);
    expect(await running!.plane.snapshot()).toMatchObject({ overlay: [], routes: [] });
    const sentence =
      "a VM with the address 02:00:00:00:00:03 runs on `c`, the policy has none; no frame will reach it";
    expect(live.events).toContainEqual(
      expect.objectContaining({ kind: "daemon-differs", host: 3, message: sentence }),
    );
    await expect.poll(() => live.told[3]).toContain(`the controller says: ${sentence}`);
  });

  it("turns away a daemon that its policy lacks: it lets go of the network, and the others of it", async () => {
    await live.running!.close();
    await nextController(buildNetwork(smallNetworkIr(2), ["ws"])); // gw, a, b
    await expect
      .poll(() => live.told[3])
      .toContainEqual("the controller refused: the policy has no daemon `c`");
    await expect.poll(() => live.daemons[3].state()).toMatchObject({ epoch: 0, links: [] });
    expect(live.events).toContainEqual(
      expect.objectContaining({
        kind: "daemon-turned-away",
        message: "daemon `c` at 127.0.0.1 was turned away: the policy has no daemon `c`",
      }),
    );
    expect([0, 1, 2].map(peersOf)).toEqual([["a", "b"], ["gw"], ["gw"]]);
  });

  it("follows a policy that names another Proxy", async () => {
    await live.running!.close();
    const ir = smallNetworkIr(3);
    const hosts = ir.hosts.map((host) => ({ ...host, proxy: host.name === "c", slots: 1 }));
    const vms = ir.vms.map((vm) => (vm.host === 3 ? { ...vm, host: 0 } : vm));
    await nextController(buildNetwork({ ...ir, hosts, vms }, ["ws"]));
    expect(peersOf(3)).toEqual(["a", "b", "gw"]);
    const traffic = new NumberedTraffic(network, live.vmEnds);
    traffic.send([0, 1], 5);
    await expect.poll(() => traffic.faults()).toEqual({ sent: 5, lost: 0, doubled: 0, reordered: 0 });
  });
});
