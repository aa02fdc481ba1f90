// A network in one process, with real sockets: frames by the star, lossless transitions, nothing left at the end.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { TrafficWindow } from "../../../engine/observe/traffic-window.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import type { Network } from "../../../engine/model/network.ts";
import { type EmbeddedNetwork, startEmbedded } from "../../../lab/embedded/start-embedded.ts";
import { directRoutes, transitionTo, wsLink } from "../../dataplane/driver/direct-transition.ts";
import { NumberedTraffic, type VmPair } from "../../dataplane/driver/numbered-traffic.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const never = new AbortController().signal;
let embedded: EmbeddedNetwork | undefined;
afterEach(async () => {
  await embedded?.stop();
  embedded = undefined;
});

async function start(network: Network, shape = false): Promise<EmbeddedNetwork> {
  embedded = await startEmbedded({ network, shape, reportSeconds: 0.05 });
  return embedded;
}

async function finished(traffic: NumberedTraffic): Promise<void> {
  traffic.stop();
  await expect
    .poll(() => traffic.arrived, { timeout: 5000, interval: 5 })
    .toBeGreaterThanOrEqual(traffic.sent);
}

const faultless = { lost: 0, doubled: 0, reordered: 0 };

describe("startEmbedded", () => {
  it("carries frames by the star as soon as it has started", async () => {
    const network = buildNetwork(smallNetworkIr(3), ["ws"]);
    const { vmEnds } = await start(network);
    const traffic = new NumberedTraffic(network, vmEnds);
    for (const pair of [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const)
      traffic.send(pair, 20);
    await finished(traffic);
    expect(traffic.faults()).toEqual({ sent: 60, ...faultless });
  });

  it.each([false, true])(
    "moves flows between star and direct links under traffic without a fault (shaped: %s)",
    async (shape) => {
      const network = buildNetwork(smallNetworkIr(2, { direct: 100e6, star: 20e6 }), ["ws"]);
      const { plane, vmEnds } = await start(network, shape);
      const traffic = new NumberedTraffic(network, vmEnds);
      traffic.start([
        [0, 1],
        [1, 0],
      ]);
      const links = [wsLink(1, 2)];
      const direct = { links, routes: directRoutes(network, links) };
      for (let epoch = 1; epoch <= 8; epoch++) {
        const target = epoch % 2 === 1 ? direct : { links: [], routes: [], present: links };
        const answer = await plane.apply(transitionTo(network, epoch, target), never);
        expect(answer).toMatchObject({ kind: "applied", epoch });
        const { overlay, linkUp } = await plane.snapshot();
        expect([...linkUp]).toEqual(overlay.map(() => 1));
      }
      await finished(traffic);
      expect(traffic.faults()).toMatchObject(faultless);
      expect(traffic.sent).toBeGreaterThan(100);
    },
  );

  it("turns a star of four into a ring at once, then back, under traffic without a fault", async () => {
    const network = buildNetwork(smallNetworkIr(4, { star: 20e6 }), ["ws"]);
    const { plane, vmEnds } = await start(network, true);
    const ring = [wsLink(1, 2), wsLink(2, 3), wsLink(3, 4), wsLink(1, 4)];
    const traffic = new NumberedTraffic(network, vmEnds);
    traffic.start(directRoutes(network, ring).map(({ from, to }): VmPair => [from, to]));
    for (let epoch = 1; epoch <= 4; epoch++) {
      const target =
        epoch % 2 === 1
          ? { links: ring, routes: directRoutes(network, ring) }
          : { links: [], routes: [], present: ring };
      const answer = await plane.apply(transitionTo(network, epoch, target), never);
      expect(answer).toMatchObject({ kind: "applied", epoch });
    }
    await finished(traffic);
    expect(traffic.faults()).toMatchObject(faultless);
  });

  it("moves a flow between ways of different length without a fault", async () => {
    const network = buildNetwork(smallNetworkIr(3, { star: 20e6 }), ["ws"]);
    const { plane, vmEnds } = await start(network, true);
    const links = [wsLink(1, 2), wsLink(2, 3), wsLink(1, 3)];
    const ways = [
      [1, 2, 3],
      [1, 3],
      [1, 2, 3],
      [1, 0, 2, 3],
    ];
    const traffic = new NumberedTraffic(network, vmEnds);
    traffic.start([[0, 2]]);
    for (const [index, hosts] of ways.entries()) {
      const routes = [{ from: 0, to: 2, hosts }];
      const transition = transitionTo(network, index + 1, { links, routes, present: index ? links : [] });
      expect(await plane.apply(transition, never)).toMatchObject({ kind: "applied" });
    }
    await finished(traffic);
    expect(traffic.faults()).toMatchObject(faultless);
  });

  it("counts exactly what every pair has sent", async () => {
    const network = buildNetwork(smallNetworkIr(3), ["ws"]);
    const { plane, vmEnds } = await start(network);
    const window = new TrafficWindow(network.vms.length, 1);
    plane.observe({ report: (report) => window.add(report), event: () => {} });
    const traffic = new NumberedTraffic(network, vmEnds);
    traffic.send([0, 1], 7);
    traffic.send([2, 1], 5);
    await finished(traffic);
    await plane.flushReports();
    expect(window.totals()).toEqual([
      { from: 0, to: 1, bytes: 1400, frames: 7 },
      { from: 2, to: 1, bytes: 1000, frames: 5 },
    ]);
  });

  it("moves a VM's port to another host, where frames find it", async () => {
    const built = buildNetwork(smallNetworkIr(3), ["ws"]);
    const network = { ...built, hosts: built.hosts.map((host) => ({ ...host, slots: 2 })) };
    const { plane, vmEnds } = await start(network);
    expect(await plane.move(0, 3, never)).toMatchObject({ kind: "moved" });
    expect([...(await plane.snapshot()).mapping]).toEqual([3, 2, 3]);
    const traffic = new NumberedTraffic(network, vmEnds);
    for (const pair of [
      [0, 1],
      [1, 0],
      [2, 0],
    ] as const)
      traffic.send(pair, 5);
    await finished(traffic);
    expect(traffic.faults()).toEqual({ sent: 15, ...faultless });
  });

  it("ends within a second", async () => {
    const network = buildNetwork(smallNetworkIr(3), ["ws"]);
    const { stop } = await start(network, true);
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(1000);
    await expect.poll(openSockets, { interval: 5 }).toEqual([]);
  });

  it.each([0, 1, 3, 10, 20])("ends everything when it is aborted %i ms after the start began", async (ms) => {
    const network = buildNetwork(smallNetworkIr(8), ["ws"]);
    const abort = new AbortController();
    const starting = startEmbedded({ network, shape: true, reportSeconds: 0.05, signal: abort.signal });
    const outcome = starting.then(
      async ({ stop }) => stop(),
      (error: unknown) => expect(error).toBe(abort.signal.reason),
    );
    await new Promise((resolve) => setTimeout(resolve, ms));
    abort.abort();
    await outcome;
    await expect.poll(openSockets, { interval: 5 }).toEqual([]);
  });

  it("lets the process end by itself", async () => {
    const script = path.join(import.meta.dirname, "run-and-stop.ts");
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], {
      timeout: 15_000, // a process that hangs is killed, and this rejects
    });
    expect(stdout).toBe("stopped\n");
  });
});

function openSockets(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => kind.startsWith("TCP"));
}
