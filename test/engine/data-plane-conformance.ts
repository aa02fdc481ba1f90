// What every data plane must do: one suite that each implementation's test runs.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataPlane, NetworkEvent, TrafficReport, Transition } from "../../engine/data-plane.ts";
import type { Link, Network } from "../../engine/model/network.ts";
import { buildTransition } from "../../engine/update/build-transition.ts";

/**
 * A data plane that has just started with nothing but its star. The network has at least three hosts beside the
 * Proxy, in their order the VMs 0, 1 and 2 run one each on the first three of them, links may join any two, and there is room on every host for one VM more.
 */
export interface RunningDataPlane {
  readonly plane: DataPlane;
  readonly network: Network;
  /** Sends so many bytes of frames from one VM to another and settles when they have arrived. */
  sendTraffic(from: number, to: number, bytes: number): Promise<void>;
  /** Settles when what was asked of the data plane has had time to happen and every daemon has reported since. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** A test that an implementation cannot pass, and why. */
export interface Skip {
  readonly test: string;
  readonly reason: string;
}

export function describeDataPlane(
  name: string,
  start: () => Promise<RunningDataPlane>,
  skips: readonly Skip[] = [],
): void {
  describe(`data plane ${name}`, () => {
    const started: RunningDataPlane[] = [];
    let running: RunningDataPlane;
    let reports: TrafficReport[];
    let events: NetworkEvent[];
    let unobserve: () => void;
    const go = new AbortController().signal;

    beforeEach(async ({ task, skip }) => {
      const gap = skips.find(({ test }) => test === task.name);
      if (gap !== undefined) skip(gap.reason);
      running = await start();
      started.push(running);
      reports = [];
      events = [];
      unobserve = running.plane.observe({
        report: (report) => void reports.push(report),
        event: (event) => void events.push(event),
      });
    });
    afterEach(() => started.pop()?.stop());

    /** The hosts of VMs 0, 1 and 2. */
    const hosts = (): number[] => [...running.network.initialMapping].slice(0, 3);

    /** Lets the data plane work until the request is answered. */
    const during = async <T>(request: Promise<T>): Promise<T> =>
      (await Promise.all([request, running.settle()]))[0];

    const transition = (epoch: number, present: readonly Link[], next: readonly Link[]): Transition => {
      const { network } = running;
      const [a, b] = hosts();
      const isJoined = next.some((link) => link.a === Math.min(a, b) && link.b === Math.max(a, b));
      const routes = isJoined
        ? [
            { from: 0, to: 1, hosts: [a, b] },
            { from: 1, to: 0, hosts: [b, a] },
          ]
        : [];
      return buildTransition(
        network,
        network.initialMapping,
        { epoch: epoch - 1, overlay: present },
        { links: next, routes },
      );
    };

    const linkOf = (x: number, y: number): Link => {
      const [a, b] = [Math.min(x, y), Math.max(x, y)];
      return { a, b, ...running.network.linkKinds(a, b)[0] };
    };

    /** Bytes from one VM to another by the latest report of each daemon process. */
    const counted = (from: number, to: number, host?: number): number => {
      const latest = new Map<string, number>(); // by daemon process: a report may leave out what has not changed
      for (const report of reports.filter((each) => host === undefined || each.host === host))
        for (const [at, bytes] of report.bytes.entries())
          if (pairAt(report, at) === `${from}>${to}`) latest.set(`${report.host} ${report.startId}`, bytes);
      const sum = [...latest.values()].reduce((whole, bytes) => whole + bytes, 0);
      return sum;
    };

    it("starts with the star alone and every VM where the policy puts it", async () => {
      await running.settle();
      const { network, plane } = running;
      const state = await plane.snapshot();
      expect([...state.mapping]).toEqual([...network.initialMapping]);
      expect(state).toMatchObject({ overlay: [], routes: [], epoch: 0 });
      expect(state.linkUp).toHaveLength(0);
      expect(state.hostLoad).toHaveLength(network.hosts.length);
      expect(state.pathRate).toHaveLength(network.hosts.length ** 2);
      expect(plane.reconfigurationSeconds).toBeGreaterThanOrEqual(0);
      expect(plane.reconfigurationSeconds).toBeLessThan(60);
    });

    it("counts what a VM sends at its own host, and nowhere else", async () => {
      await running.sendTraffic(0, 1, 30_000);
      await running.settle();
      const [a] = hosts();
      expect(counted(0, 1, a)).toBeGreaterThanOrEqual(30_000);
      expect(counted(0, 1)).toBe(counted(0, 1, a));
      expect(counted(1, 2)).toBe(0);
    });

    it("reports counts that only grow, in ascending order", async () => {
      await running.sendTraffic(0, 1, 20_000);
      await running.settle();
      const before = counted(0, 1);
      await running.sendTraffic(0, 1, 20_000);
      await running.settle();
      expect(counted(0, 1)).toBeGreaterThanOrEqual(before + 20_000);
      const [a] = hosts();
      const own = reports.filter((report) => report.host === a);
      expect(new Set(own.map(({ startId }) => startId)).size).toBe(1);
      expect(own.length).toBeGreaterThan(1);
      const last = new Map<string, number>();
      for (const [at, report] of own.entries()) {
        expect(report.places ?? report.pairs).toHaveLength((report.places ? 1 : 2) * report.bytes.length);
        expect(report.frames).toHaveLength(report.bytes.length);
        for (const [pair, bytes] of report.bytes.entries()) {
          const key = `${pairAt(report, pair)} ${report.since?.[report.places?.[pair] ?? pair]}`;
          expect(bytes).toBeGreaterThanOrEqual(last.get(key) ?? 0);
          last.set(key, bytes);
        }
        if (at === 0) continue;
        expect(report.seq).toBeGreaterThan(own[at - 1].seq);
        expect(report.at).toBeGreaterThanOrEqual(own[at - 1].at);
      }
    });

    it("stops telling when it is no longer observed", async () => {
      await running.settle();
      unobserve();
      const before = reports.length;
      await running.sendTraffic(0, 1, 20_000);
      await running.settle();
      expect(reports).toHaveLength(before);
    });

    it("opens links and routes, shows them, carries over them, and takes them back", async () => {
      const { plane } = running;
      const [a, b, c] = hosts();
      const links = [linkOf(a, b), linkOf(b, c)];
      const opening = transition(1, [], links);
      expect(await during(plane.apply(opening, go))).toMatchObject({ kind: "applied", epoch: 1 });
      const opened = await plane.snapshot();
      expect(opened.epoch).toBe(1);
      expect(new Set(opened.overlay)).toEqual(new Set(links));
      expect([...opened.linkUp]).toEqual([1, 1]);
      expect(opened.routes).toEqual(opening.routes);

      await running.sendTraffic(0, 1, 30_000);
      await running.sendTraffic(0, 2, 30_000);
      await running.settle();
      expect(counted(0, 1, a)).toBeGreaterThanOrEqual(30_000);
      expect(counted(0, 2, a)).toBeGreaterThanOrEqual(30_000);

      expect(await during(plane.apply(transition(2, links, []), go))).toMatchObject({
        kind: "applied",
        epoch: 2,
      });
      expect(await plane.snapshot()).toMatchObject({ epoch: 2, overlay: [], routes: [] });
      await running.sendTraffic(0, 1, 30_000);
      await running.settle();
      expect(counted(0, 1, a)).toBeGreaterThanOrEqual(60_000);
    });

    it("refuses an epoch that is not later than the one in force, and changes nothing", async () => {
      const [a, b, c] = hosts();
      await during(running.plane.apply(transition(5, [], [linkOf(a, b)]), go));
      const before = await running.plane.snapshot();
      const stale = transition(5, [linkOf(a, b)], [linkOf(a, b), linkOf(b, c)]);
      expect(await during(running.plane.apply(stale, go))).toMatchObject({ kind: "refused" });
      expect(await running.plane.snapshot()).toEqual(before);
    });

    it("makes no change that was called off before it began", async () => {
      const [a, b, c] = hosts();
      const off = AbortSignal.abort();
      expect(await during(running.plane.apply(transition(1, [], [linkOf(a, b)]), off))).toMatchObject({
        kind: "refused",
      });
      expect(await during(running.plane.move(0, c, off))).toMatchObject({ kind: "refused" });
      const { epoch, overlay, mapping } = await running.plane.snapshot();
      expect({ epoch, overlay, mapping: [...mapping] }).toEqual({
        epoch: 0,
        overlay: [],
        mapping: [...running.network.initialMapping],
      });
    });

    it("moves a VM, which from then on is counted at its new host", async () => {
      const [, b, c] = hosts();
      expect(await during(running.plane.move(0, c, go))).toMatchObject({ kind: "moved" });
      expect((await running.plane.snapshot()).mapping[0]).toBe(c);
      await running.sendTraffic(0, 1, 30_000);
      await running.sendTraffic(1, 0, 30_000);
      await running.settle();
      expect(counted(0, 1, c)).toBeGreaterThanOrEqual(30_000);
      expect(counted(1, 0, b)).toBeGreaterThanOrEqual(30_000);
    });

    it("refuses to move a VM to the proxy", async () => {
      const { plane, network } = running;
      const answer = await during(plane.move(0, network.proxy, go));
      expect(answer).toMatchObject({
        kind: "refused",
        reason: expect.stringContaining(network.hosts[network.proxy].name),
      });
      expect((await plane.snapshot()).mapping[0]).toBe(network.initialMapping[0]);
    });
  });
}

/** Which VMs an entry of a report is of. */
function pairAt({ pairs, places }: TrafficReport, entry: number): string {
  const place = places?.[entry] ?? entry;
  return `${pairs[2 * place]}>${pairs[2 * place + 1]}`;
}
