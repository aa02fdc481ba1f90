// When an iteration counts, and iterations per second.
import { describe, expect, it } from "vitest";
import { IterationBarrier, iterationsPerSecond } from "../../../lab/workload/iteration-timeline.ts";

describe("IterationBarrier", () => {
  it("counts an iteration when the last VM has finished it", () => {
    const barrier = new IterationBarrier(3);
    const completes = [0, 1, 0, 2, 1, 2].map((vm) => barrier.finish(vm));
    expect(completes).toEqual([false, false, false, true, false, true]);
  });
});

describe("iterationsPerSecond", () => {
  it("counts what ended from the first instant on and before the second", () => {
    expect(iterationsPerSecond([1, 2, 3, 4, 5], 2, 4)).toBe(1);
    expect(iterationsPerSecond([1, 2.5, 3, 3.5], 2, 4)).toBe(1.5);
    expect(iterationsPerSecond([], 2, 4)).toBe(0);
  });

  it("is not known for no time at all", () => {
    expect(iterationsPerSecond([1], 1, 1)).toBeNaN();
  });
});
