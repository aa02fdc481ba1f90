// Silence that is passed over leaves the same behind as silence that is gone through step by step.
import fc from "fast-check";
import { expect, it } from "vitest";
import { Inference } from "../../../engine/infer/inference.ts";
import type { ApplicationEvent } from "../../../engine/model/application.ts";
import type { SparseMatrix } from "../../../engine/model/sparse-matrix.ts";
import { RecordedDemand } from "../../../engine/observe/recorded-demand.ts";

const updateSeconds = 0.05;
const smoothSeconds = 1;
const memberCount = 6;

interface Burst {
  /** Steps of silence before it, and how long it lasts. */
  readonly silence: number;
  readonly steps: number;
  readonly flows: readonly { readonly from: number; readonly to: number; readonly bytes: number }[];
}

const burst: fc.Arbitrary<Burst> = fc.record({
  silence: fc.oneof(fc.nat(60), fc.nat(2000)),
  steps: fc.oneof(fc.constant(1), fc.nat(120)),
  flows: fc.array(
    fc.record({
      from: fc.nat(memberCount - 1),
      to: fc.nat(memberCount - 1),
      bytes: fc.integer({ min: 1, max: 9e5 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

function followed(bursts: readonly Burst[], passes: boolean) {
  const inference = new Inference({
    vmCount: memberCount,
    smoothSeconds,
    updateSeconds,
    detect: 0.05,
    prune: 0.03,
  });
  const events: ApplicationEvent[] = [];
  let last: SparseMatrix | undefined;
  let steps = 0;
  const demand = new RecordedDemand({
    memberCount,
    updateSeconds,
    windowSeconds: () => smoothSeconds,
    passSilence: (now) => passes && inference.isAtRest(now),
    step(now, matrix) {
      steps++;
      last = matrix;
      events.push(...inference.update(now, matrix).events);
    },
  });
  let step = 0;
  for (const { silence, steps: length, flows } of bursts) {
    step += silence;
    for (const end = step + length; step < end; step++) {
      demand.advance((step + 0.5) * updateSeconds);
      for (const { from, to, bytes } of flows) demand.add(demand.pairOf(from, to), bytes);
    }
  }
  demand.close();
  return { events, last, steps };
}

it("tells the same, at the same times, with the same demand in the end", () => {
  fc.assert(
    fc.property(fc.array(burst, { minLength: 1, maxLength: 6 }), (bursts) => {
      const whole = followed(bursts, false);
      const passed = followed(bursts, true);
      expect({ ...passed, steps: 0 }).toEqual({ ...whole, steps: 0 });
    }),
    { numRuns: 40 },
  );
});

it("makes no step while silence lasts", () => {
  const once: Burst = { silence: 1_000_000, steps: 1, flows: [{ from: 0, to: 1, bytes: 60 }] };
  expect(followed([once, once, once], true).steps).toBeLessThan(300);
});
