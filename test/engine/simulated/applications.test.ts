// Simulated applications: times and rates that can be worked out by hand, and what faults, moves and load do to them.
import { describe, expect, it } from "vitest";
import { BspProgram } from "../../../engine/simulated/bsp-program.ts";
import { BulkTransfer } from "../../../engine/simulated/bulk-transfer.ts";
import { RequestResponse } from "../../../engine/simulated/request-response.ts";
import { SimulatedDataPlane } from "../../../engine/simulated/simulated-data-plane.ts";
import { SteadyCycle } from "../../../engine/simulated/steady-cycle.ts";
import { networkOf, type NetworkSpec } from "../../arbitraries/network-of.ts";

const [gw, a, c] = [0, 1, 3];

/** VMs v, w, x on hosts a, b, c; the spokes carry 8 Mbit/s each way: 1 MB takes a second. */
function start(spec: Partial<NetworkSpec> = {}): SimulatedDataPlane {
  const network = networkOf({
    hosts: ["gw", "a", "b", "c"],
    vms: ["v", "w", "x"].map((name, index) => ({ name, on: index + 1, imageBytes: 10e6 })),
    pathBps: (from, to) => (from === gw || to === gw ? 8e6 : 100e6),
    ...spec,
  });
  return new SimulatedDataPlane(network, { updateSeconds: 0.1 });
}

/** Two processes that exchange a megabyte each way after half a second of computing: 1.5 s an iteration. */
const exchange = [
  { from: 0, to: 1, bytes: 1e6 },
  { from: 1, to: 0, bytes: 1e6 },
];
const pair = { processes: [0, 1], computeSeconds: 0.5, messages: exchange };

describe("bulk transfer", () => {
  it("takes its bytes over its fair share, and what others leave when they are done", () => {
    const plane = start();
    const [long, short] = [
      new BulkTransfer({ from: 0, to: 1, bytes: 3e6 }),
      new BulkTransfer({ from: 2, to: 1, bytes: 1e6 }),
    ];
    plane.run(long);
    plane.run(short); // both come in over the spoke to w: half a megabyte a second each
    plane.advance(10);
    expect(short.finishedAt).toBeCloseTo(2);
    expect(long.finishedAt).toBeCloseTo(4);
    expect(plane.carriedBps()).toBe(0);
  });

  it("has an end only when it is stopped, if it has none itself", () => {
    const plane = start();
    const stop = plane.run(new BulkTransfer({ from: 0, to: 1, bytes: Infinity }));
    plane.advance(1000);
    expect(plane.carriedBps()).toBeCloseTo(8e6);
    stop();
    expect(plane.carriedBps()).toBe(0);
  });

  it("crosses a host, where nothing else bounds it, at a rate that is finite", () => {
    const plane = start({
      vms: [
        { name: "v", on: a },
        { name: "w", on: a },
      ],
    });
    const transfer = new BulkTransfer({ from: 0, to: 1, bytes: 10e9 / 8 });
    plane.run(transfer);
    plane.advance(2);
    expect(transfer.finishedAt).toBeCloseTo(1);
  });

  it("stands still while the way is gone", () => {
    const plane = start();
    const transfer = new BulkTransfer({ from: 0, to: 1, bytes: 2e6 });
    plane.run(transfer);
    plane.advance(1);
    plane.give({ kind: "fault", restore: false, host: a, otherHost: gw });
    plane.advance(5);
    plane.give({ kind: "fault", restore: true, host: a, otherHost: gw });
    plane.advance(2);
    expect(transfer.finishedAt).toBeCloseTo(7);
  });
});

describe("BSP program", () => {
  it("takes for an iteration the slowest computing and then the slowest message", () => {
    const plane = start();
    const program = new BspProgram(pair);
    plane.run(program);
    plane.advance(15.01);
    expect(program.iterations).toBe(10);
  });

  it("is faster on a faster network, and slower on a loaded host", () => {
    const faster = start({ pathBps: () => 16e6 });
    const loaded = start();
    const programs = [faster, loaded].map((plane) => {
      const program = new BspProgram(pair);
      plane.run(program);
      return program;
    });
    loaded.give({ kind: "host", host: a, load: 0.5 });
    for (const plane of [faster, loaded]) plane.advance(20.01);
    expect(programs.map(({ iterations }) => iterations)).toEqual([20, 10]); // 0.5 + 0.5 s, 1 + 1 s
  });

  it("waits for a process that moves, and goes on from its new host", async () => {
    const plane = start();
    const program = new BspProgram(pair);
    plane.run(program);
    plane.advance(0.25);
    const moved = plane.move(1, c, new AbortController().signal); // 10 MB at 100 Mbit/s: 0.8 s
    plane.advance(2.05 + 1e-6);
    expect(program.iterations).toBe(1); // 0.25 + 0.8 + 0.25 + 1 s
    expect(await moved).toMatchObject({ kind: "moved" });
  });

  it("is seen to compute as much as it does", async () => {
    const plane = start();
    plane.run(new BspProgram({ ...pair, messages: [] as never[], computeSeconds: 0.01 }));
    plane.advance(1);
    expect([...(await plane.snapshot()).vmCompute]).toEqual([
      expect.closeTo(1),
      expect.closeTo(1),
      expect.closeTo(0),
    ]);
  });
});

describe("request and response", () => {
  it("answers as many users as there are, as fast as the network and the server let it", () => {
    const plane = start();
    const shop = new RequestResponse({
      users: 1,
      thinkSeconds: 0,
      steps: [
        { from: 0, to: 1, bytes: 1e5 },
        { vm: 1, cpuSeconds: 0.3 },
        { from: 1, to: 0, bytes: 6e5 },
      ],
    });
    plane.run(shop);
    plane.advance(20.01);
    expect(shop.answered).toBe(20);
    expect(shop.responseSeconds).toBeCloseTo(1);
  });

  it("lets requests share the server's CPU", () => {
    const plane = start();
    const steps = [
      { from: 0, to: 1, bytes: 1 },
      { vm: 1, cpuSeconds: 0.25 },
    ];
    const shop = new RequestResponse({ users: 8, thinkSeconds: 0.1, steps });
    plane.run(shop);
    plane.advance(100);
    expect(shop.answered).toBeGreaterThan(380);
    expect(shop.answered).toBeLessThanOrEqual(400); // four a second at most
  });
});

describe("steady cycle", () => {
  const cycle = {
    messages: exchange,
    compute: pair.processes.map((vm) => ({ vm, cpuSeconds: 0.5 })),
    order: "together",
    pauseSeconds: 0,
    users: 1,
  } as const;

  it("brings as many iterations as the program itself when it has the network alone, at a constant rate", async () => {
    const plane = start();
    const steady = new SteadyCycle(cycle);
    plane.run(steady);
    const updates = plane.rateUpdates;
    plane.advance(15);
    expect(steady.count).toBeCloseTo(10);
    expect(plane.carriedBps()).toBeCloseTo((2 * 8e6) / 1.5);
    expect(plane.rateUpdates).toBe(updates + 1);
    expect((await plane.snapshot()).vmCompute[0]).toBeCloseTo(1 / 3);
  });

  it("goes as far as the fair share of its messages, and all of it waits for the one that is held up", () => {
    const plane = start();
    const steady = new SteadyCycle(cycle);
    plane.run(steady);
    plane.run(new BulkTransfer({ from: 2, to: 1, bytes: Infinity })); // leaves v half of the spoke to w
    plane.advance(10);
    expect(steady.count).toBeCloseTo(5);
    expect(plane.carriedBps()).toBeCloseTo(4e6 + 4e6 + 4e6);
  });

  it("is stopped by a process that is away, and follows the load of hosts", async () => {
    const plane = start();
    const steady = new SteadyCycle({ ...cycle, order: "in turn" });
    plane.run(steady); // 0.5 + 0.5 + 1 + 1 s
    plane.advance(6);
    expect(steady.count).toBeCloseTo(2);
    plane.give({ kind: "host", host: a, load: 0.5 });
    plane.advance(7);
    expect(steady.count).toBeCloseTo(4);
    const moved = plane.move(0, c, new AbortController().signal);
    plane.advance(0.8);
    expect(steady.count).toBeCloseTo(4);
    expect(await moved).toMatchObject({ kind: "moved" });
  });

  it("asks of a VM no more than its CPU gives", () => {
    const plane = start();
    const shop = new SteadyCycle({
      messages: [{ from: 0, to: 1, bytes: 1 }],
      compute: [{ vm: 1, cpuSeconds: 0.25 }],
      order: "in turn",
      pauseSeconds: 1,
      users: 100,
    });
    plane.run(shop);
    plane.advance(10);
    expect(shop.count).toBeCloseTo(40);
  });
});
