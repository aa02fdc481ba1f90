// A ring of processes over a network that may delay, lose and repeat: it always goes on.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BspApplication } from "../../../lab/workload/bsp-application.ts";
import { SimulatedTime } from "./simulated-time.ts";

const parts = 3;

describe("BspApplication", () => {
  it("finishes iterations in order and never stalls for long, whatever the network does", () => {
    const fates = fc.array(fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { maxLength: 2 }), {
      minLength: 1,
      maxLength: 20,
    }); // per part: the delays of its copies; none = lost
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fates, (count, fateOf) => {
        const time = new SimulatedTime();
        const finished = Array.from({ length: count }, (): number[] => []);
        let sent = 0;
        const programs = finished.map((done, vm) => {
          const neighbours = [...new Set([(vm + count - 1) % count, (vm + 1) % count])];
          return new BspApplication({
            neighbours,
            computeSeconds: 0.1,
            stallSeconds: 2,
            after: time.after,
            send(to, iteration) {
              for (let part = 0; part < parts; part++)
                for (const delay of fateOf[sent++ % fateOf.length])
                  time.after(delay, () => programs[to].receive(vm, iteration, part, parts));
            },
            finished: (iteration) => done.push(iteration),
          });
        });
        for (const program of programs) program.start();
        time.pass(21);
        for (const [vm, done] of finished.entries()) {
          expect(done).toEqual(done.map((_, index) => index));
          expect(done.length).toBeGreaterThanOrEqual(10);
          expect(programs[vm].stalled).toBeLessThanOrEqual(done.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("does nothing more once stopped", () => {
    const time = new SimulatedTime();
    const sent: number[] = [];
    const program = new BspApplication({
      neighbours: [1],
      computeSeconds: 1,
      stallSeconds: 2,
      after: time.after,
      send: (to) => sent.push(to),
      finished: () => sent.push(-1),
    });
    program.start();
    time.pass(1.5);
    program.stop();
    program.receive(1, 0, 0, 1);
    time.pass(10);
    expect(sent).toEqual([1]);
  });
});
