// A running plane when things go wrong: refused and aborted changes, daemons that die and come back.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Daemon, startDaemon } from "../../../dataplane/daemon/daemon.ts";
import {
  type Invitation,
  type RunningPlane,
  startWebSocketDataPlane,
} from "../../../dataplane/driver/start-websocket-data-plane.ts";
import { createMemoryPort, type MemoryPortEnd } from "../../../dataplane/port/memory-port.ts";
import type { NetworkEvent } from "../../../engine/data-plane.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";
import { directRoutes, transitionTo, wsLink } from "./direct-transition.ts";
import { NumberedTraffic, type VmPair } from "./numbered-traffic.ts";
import { joinScripted, type ScriptedDaemon } from "./scripted-daemon.ts";

const network = buildNetwork(smallNetworkIr(3), ["ws"]); // gw, a, b, c
const never = new AbortController().signal;
const links = [wsLink(1, 2)];
const toDirect = transitionTo(network, 1, { links, routes: directRoutes(network, links) });
const everyPair: VmPair[] = [0, 1, 2].flatMap((from) =>
  [0, 1, 2].filter((to) => to !== from).map((to): VmPair => [from, to]),
);

let invitation: Invitation;
let running: RunningPlane;
let daemons: Daemon[];
let vmEnds: MemoryPortEnd[];
let events: NetworkEvent[];

async function startAt(host: number): Promise<void> {
  const { name } = network.hosts[host];
  daemons[host] = await startDaemon({ name, ...invitation, listenHost: "127.0.0.1", listenPort: 0 });
  if (host === network.proxy) return;
  const { port, vm } = createMemoryPort();
  daemons[host].attachPort(network.vms[host - 1].mac, port);
  vmEnds[host - 1] = vm;
}

beforeEach(async () => {
  [daemons, vmEnds, events] = [[], [], []];
  const starting: Promise<void>[] = [];
  running = await startWebSocketDataPlane({
    network,
    listen: { host: "127.0.0.1", port: 0 },
    shapeLinks: false,
    reportSeconds: 0.05,
    appearSeconds: 5,
    onListening: (given) => {
      invitation = given;
      starting.push(...network.hosts.map(async (_host, host) => startAt(host)));
    },
  });
  await Promise.all(starting);
  running.plane.observe({ report: () => undefined, event: (event) => events.push(event) });
});
afterEach(async () => {
  await running.close();
  await Promise.all(daemons.map(async (daemon) => daemon.close()));
});

async function allFramesArrive(): Promise<void> {
  const traffic = new NumberedTraffic(network, vmEnds);
  for (const pair of everyPair) traffic.send(pair, 5);
  await expect
    .poll(() => traffic.faults(), { interval: 5, timeout: 5000 })
    .toEqual({
      sent: 5 * everyPair.length,
      lost: 0,
      doubled: 0,
      reordered: 0,
    });
}

/** Closes a host's daemon and plays one in its place; comes back when it is in the star. */
async function replaceByScripted(
  host: number,
  script: Parameters<typeof joinScripted>[2],
): Promise<ScriptedDaemon> {
  await daemons[host].close();
  const isUp = (): boolean => events.some(({ kind, otherHost }) => kind === "link-up" && otherHost === host);
  await expect.poll(() => events.some(({ kind }) => kind === "daemon-left"), { interval: 5 }).toBe(true);
  const { name } = network.hosts[host];
  const scripted = await joinScripted(name, invitation, script);
  await expect.poll(isUp, { interval: 5 }).toBe(true);
  return scripted;
}

async function linksOf(host: number): Promise<unknown> {
  await expect.poll(() => daemons[host].state().links.every(({ up }) => up), { timeout: 5000 }).toBe(true);
  return daemons[host].state().links.map(({ peer }) => peer);
}

describe("WebSocketDataPlane", () => {
  it("refuses what cannot be done and leaves everything as it was", async () => {
    const { plane } = running;
    expect(await plane.apply(toDirect, never)).toMatchObject({ kind: "applied", epoch: 1 });
    const before = await plane.snapshot();
    const kept = { links, routes: directRoutes(network, links), present: links };
    const fine = transitionTo(network, 2, kept);
    const toNobody = fine.rules.map((rules, host) =>
      host === 3 ? [...rules, { ...fine.rules[1][0], target: { link: 1 } }] : rules,
    );
    const twice = fine.rules.map((rules) => [...rules, ...rules]);
    for (const [odd, reason] of [
      [{ ...fine, epoch: 1 }, "epoch 1 does not follow epoch 1"],
      [
        { ...fine, open: [{ ...wsLink(2, 3), kind: "vxlan" as const }] },
        "link kind `vxlan` is not supported by this data plane",
      ],
      [{ ...fine, rules: toNobody }, "a rule at `c` leads to `a`, but no link does"],
      [{ ...fine, open: links }, "link `a` <-> `b` is open already"],
      [{ ...fine, close: [wsLink(2, 3)] }, "link `b` <-> `c` is not open and cannot be closed"],
      [{ ...fine, rules: twice, open: [wsLink(2, 3)] }, expect.stringContaining("same frame")],
    ] as const)
      expect(await plane.apply(odd, never)).toEqual({ kind: "refused", reason });
    expect(await plane.snapshot()).toEqual(before);
    expect(await linksOf(3)).toEqual(["gw"]);
    await allFramesArrive();
    expect(await plane.apply(fine, never)).toMatchObject({ kind: "applied", epoch: 2 });
  });

  it("refuses a change that is called off, and a second one meanwhile", async () => {
    const abort = new AbortController();
    const first = running.plane.apply(toDirect, abort.signal);
    const second = running.plane.apply(toDirect, never);
    abort.abort();
    expect(await first).toMatchObject({ kind: "refused" });
    expect(await second).toEqual({ kind: "refused", reason: "another transition is under way" });
    expect((await running.plane.snapshot()).overlay).toEqual([]);
    expect(await running.plane.apply(toDirect, never)).toMatchObject({ kind: "applied" });
  });

  it("refuses to move VMs that it cannot move", async () => {
    expect(await running.plane.move(0, 2, never)).toEqual({
      kind: "refused",
      reason: "this data plane cannot move VMs",
    });
  });

  it.each([
    ["a daemon of the fast path", 1],
    ["the other end of it", 2],
    ["the Proxy", 0],
  ])("brings links and rules back when %s has died and come back", async (_which, host) => {
    const { plane } = running;
    await plane.apply(toDirect, never);
    await daemons[host].close();
    await expect.poll(() => events.some(({ kind }) => kind === "daemon-left"), { timeout: 5000 }).toBe(true);
    const refused = await plane.apply({ ...toDirect, epoch: 2, open: [] }, never);
    const { name } = network.hosts[host];
    expect(refused).toEqual({ kind: "refused", reason: `daemon \`${name}\` is not connected` });
    const down = events.filter(({ kind }) => kind === "link-down").length;
    expect(down).toBe(host === 0 ? 3 : 2);

    await startAt(host);
    await expect
      .poll(() => events.filter(({ kind }) => kind === "link-up").length, { timeout: 5000 })
      .toBe(1 + down);
    expect((await plane.snapshot()).linkUp).toEqual(Uint8Array.of(1));
    expect(new Set((await linksOf(1)) as string[])).toEqual(new Set(["gw", "b"]));
    await expect.poll(() => daemons[host].state().epoch, { timeout: 5000 }).toBe(daemons[3].state().epoch);
    expect(daemons[1].state().rules.length).toBe(2);
    await allFramesArrive();
    expect(daemons.flatMap((daemon) => Object.values(daemon.state().detours))).not.toContain(1);
  });

  it("refuses a change as soon as a daemon that it waits for is lost", async () => {
    const scripted: ScriptedDaemon = await replaceByScripted(3, {
      open: ({ peer }) => {
        if (peer === "a") setImmediate(() => scripted.kill());
        return null;
      },
    });
    const toC = [wsLink(1, 3)];
    const transition = transitionTo(network, 1, { links: toC, routes: directRoutes(network, toC) });
    expect(await running.plane.apply(transition, never)).toEqual({
      kind: "refused",
      reason: "daemon `c` was lost: its control connection ended",
    });
    scripted.kill();
  });

  it("lets a daemon back into the star while a change waits for another", async () => {
    let commit = (): void => {};
    let isAsked = false;
    const scripted = await replaceByScripted(3, {
      commit: ({ epoch }) => {
        if (epoch === 1) return null; // of the start
        isAsked = true;
        return new Promise((resolve) => (commit = () => resolve(null)));
      },
    });
    const change = running.plane.apply(toDirect, never);
    await expect.poll(() => isAsked, { interval: 5 }).toBe(true);
    await daemons[2].close();
    await startAt(2);
    const spoke = { peer: "gw", up: true };
    await expect.poll(() => daemons[2].state().links, { interval: 5, timeout: 5000 }).toContainEqual(spoke);
    commit();
    expect(await change).toMatchObject({ kind: "applied" });
    scripted.kill();
  });

  it("reports what VMs send, by VM", async () => {
    const reports: number[][] = [];
    const end = running.plane.observe({
      report: ({ pairs, places = [], frames }) =>
        reports.push([...Array.from(places, (at) => [pairs[2 * at], pairs[2 * at + 1]]).flat(), ...frames]),
      event: () => undefined,
    });
    const traffic = new NumberedTraffic(network, vmEnds);
    traffic.send([2, 0], 4);
    await expect.poll(() => reports, { interval: 5, timeout: 5000 }).toContainEqual([2, 0, 4]);
    end();
    const { length } = reports;
    await running.plane.flushReports();
    expect(reports.length).toBe(length);
  });
});
