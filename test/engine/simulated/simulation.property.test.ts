// Simulations as a whole: the same seed gives the same events byte for byte, and how time is cut changes nothing.
import fc from "fast-check";
import { expect, it } from "vitest";
import { BspProgram } from "../../../engine/simulated/bsp-program.ts";
import { BulkTransfer } from "../../../engine/simulated/bulk-transfer.ts";
import { RequestResponse } from "../../../engine/simulated/request-response.ts";
import { SimulatedDataPlane, type SimulatedGiven } from "../../../engine/simulated/simulated-data-plane.ts";
import { SteadyCycle } from "../../../engine/simulated/steady-cycle.ts";
import { networkOf } from "../../arbitraries/network-of.ts";

const vmCount = 6;
const hostCount = 4; // beside the proxy
const vm = fc.nat(vmCount - 1);
const host = fc.integer({ min: 1, max: hostCount });
const pair = fc.tuple(vm, vm).filter(([from, to]) => from !== to);
const bytes = fc.integer({ min: 1000, max: 2_000_000 });

const given: fc.Arbitrary<SimulatedGiven> = fc.oneof(
  fc.record({
    kind: fc.constant("traffic" as const),
    edges: fc.array(pair, { minLength: 1, maxLength: 4 }),
    rateBps: fc.integer({ min: 1e5, max: 2e7 }),
    forSeconds: fc.double({ min: 0.05, max: 3, noNaN: true }),
  }),
  fc.record({ kind: fc.constant("host" as const), host, load: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant("fault" as const), restore: fc.boolean(), host }),
  fc.record({
    kind: fc.constant("path" as const),
    ends: fc.constant([{ any: true }, { host: 0 }] as [{ any: true }, { host: number }]),
    both: fc.constant(true),
    rateBps: fc.integer({ min: 1e6, max: 2e7 }),
  }),
);
const application = fc.oneof(
  fc.record({ bulk: pair, bytes }),
  fc.record({ program: fc.uniqueArray(vm, { minLength: 2, maxLength: 4 }), bytes }),
  fc.record({ users: fc.integer({ min: 1, max: 4 }), between: pair, bytes }),
  fc.record({ cycle: fc.array(pair, { minLength: 1, maxLength: 4 }), bytes }),
);
const act = fc.oneof(given, application, fc.record({ move: vm, to: host }));
const script = fc.array(fc.record({ act, thenSeconds: fc.constantFrom(0, 0.01, 0.1, 0.37, 1) }), {
  minLength: 1,
  maxLength: 8,
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function make(plane: SimulatedDataPlane, what: Act): void {
  if ("kind" in what) plane.give(what);
  else if ("move" in what) void plane.move(what.move, what.to, new AbortController().signal);
  else if ("bulk" in what)
    plane.run(new BulkTransfer({ from: what.bulk[0], to: what.bulk[1], bytes: what.bytes }));
  else if ("program" in what) {
    const { program } = what;
    const messages = program.map((from, at) => ({
      from,
      to: program[(at + 1) % program.length],
      bytes: what.bytes,
    }));
    plane.run(new BspProgram({ processes: program, computeSeconds: 0.05, messages, jitter: 0.3 }));
  } else if ("cycle" in what) {
    const messages = what.cycle.map(([from, to]) => ({ from, to, bytes: what.bytes }));
    plane.run(new SteadyCycle({ messages, compute: [], order: "together", pauseSeconds: 0.1, users: 1 }));
  } else {
    const [client, server] = what.between;
    const steps = [
      { from: client, to: server, bytes: 500 },
      { vm: server, cpuSeconds: 0.01 },
      { from: server, to: client, bytes: what.bytes },
    ];
    plane.run(new RequestResponse({ users: what.users, thinkSeconds: 0.2, steps }));
  }
}

/** Everything that is told while the script runs, time passing in so many parts. */
function told(steps: readonly { act: Act; thenSeconds: number }[], seed: number, parts = 1): string[] {
  const network = networkOf({
    hosts: ["gw", "a", "b", "c", { name: "d", rateBps: 3e7 }],
    vms: Array.from({ length: vmCount }, (_, at) => ({
      name: `v${at}`,
      on: 1 + (at % hostCount),
      imageBytes: 1e6,
      cpu: 1,
    })),
    pathBps: (from, to) => (from === 0 || to === 0 ? 1e7 : 1e8),
  });
  const plane = new SimulatedDataPlane(network, { updateSeconds: 0.1, seed });
  const lines: string[] = [];
  plane.observe({
    report: ({ pairs, bytes: counted, ...report }) =>
      lines.push(JSON.stringify({ ...report, pairs: [...pairs], bytes: [...counted] })),
    event: (event) => lines.push(JSON.stringify(event)),
  });
  for (const { act: what, thenSeconds } of steps) {
    make(plane, what);
    for (let part = 0; part < parts; part++) plane.advance(thenSeconds / parts);
  }
  return lines;
}

it("tells the same, byte for byte, under the same seed", () => {
  fc.assert(
    fc.property(script, fc.nat(), (steps, seed) => {
      expect(told(steps, seed)).toEqual(told(steps, seed));
    }),
    { numRuns: 100 },
  );
});

it("tells as many things in as many reports however time is cut", () => {
  fc.assert(
    fc.property(script, fc.nat(), (steps, seed) => {
      const kinds = (lines: readonly string[]): unknown[] =>
        lines.map((line) => {
          const { host: of, kind, seq } = JSON.parse(line) as Record<string, unknown>;
          return [of, kind, seq];
        });
      expect(kinds(told(steps, seed, 3))).toEqual(kinds(told(steps, seed)));
    }),
    { numRuns: 100 },
  );
});

it("brings with a steady cycle at least as many iterations as the programs themselves, and at most twice as many", () => {
  const counts = fc.record({
    programs: fc.integer({ min: 1, max: 6 }),
    computeSeconds: fc.double({ min: 0.01, max: 2, noNaN: true }),
    bytes: fc.integer({ min: 10_000, max: 2_000_000 }),
  });
  fc.assert(
    fc.property(counts, ({ programs, computeSeconds, bytes: size }) => {
      // Programs of two VMs each, all of them between the hosts a and b: they share the spokes.
      const network = networkOf({
        hosts: ["gw", "a", "b"],
        vms: Array.from({ length: 2 * programs }, (_, at) => ({ name: `v${at}`, on: 1 + (at % 2) })),
        pathBps: () => 1e7,
      });
      const seconds = 200;
      const run = (steady: boolean): number => {
        const plane = new SimulatedDataPlane(network, { updateSeconds: seconds });
        const all = Array.from({ length: programs }, (_, at) => {
          const processes = [2 * at, 2 * at + 1];
          const messages = [{ from: 2 * at, to: 2 * at + 1, bytes: size }];
          const compute = processes.map((each) => ({ vm: each, cpuSeconds: computeSeconds }));
          const program = new BspProgram({ processes, computeSeconds, messages });
          const cycle = new SteadyCycle({ messages, compute, order: "together", pauseSeconds: 0, users: 1 });
          plane.run(steady ? cycle : program);
          return () => (steady ? cycle.count : program.iterations);
        });
        plane.advance(seconds);
        return all.reduce((sum, count) => sum + count(), 0);
      };
      const [steady, single] = [run(true), run(false)];
      expect(steady).toBeGreaterThanOrEqual(single * (1 - 1e-6));
      expect(single + programs).toBeGreaterThanOrEqual(steady / 2);
    }),
    { numRuns: 60 },
  );
});
