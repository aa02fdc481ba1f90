// The real-time loop: no overlap, a clean stop, failures handed on.
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startControlLoop } from "../../controller/control-loop.ts";

const now = (): number => performance.now() / 1000;

describe("control loop", () => {
  it("never runs two ticks at once, though a tick outlasts the interval", async () => {
    let inside = 0;
    let most = 0;
    let ticks = 0;
    const loop = startControlLoop({
      now,
      intervalSeconds: 0.001,
      failed: () => {},
      tick: async () => {
        most = Math.max(most, ++inside);
        ticks += 1;
        await wait(5);
        inside -= 1;
      },
    });
    while (ticks < 5) await wait(1);
    await loop.stop();
    expect(most).toBe(1);
    expect(inside).toBe(0);
  });

  it("waits for the tick under way when it stops, and starts no further one", async () => {
    let finished = 0;
    let started = 0;
    const loop = startControlLoop({
      now,
      intervalSeconds: 0.001,
      failed: () => {},
      tick: async () => {
        started += 1;
        await wait(10);
        finished += 1;
      },
    });
    while (started === 0) await wait(1);
    await loop.stop();
    const seen = started;
    expect(finished).toBe(started);
    await wait(20);
    expect(started).toBe(seen);
  });

  it("hands a failure on and ends", async () => {
    let ticks = 0;
    const failure = await new Promise((resolve) => {
      startControlLoop({
        now,
        intervalSeconds: 0.001,
        failed: resolve,
        tick: async () => {
          ticks += 1;
          await Promise.resolve();
          throw new Error("broken");
        },
      });
    });
    expect(failure).toEqual(new Error("broken"));
    await wait(10);
    expect(ticks).toBe(1);
  });
});
