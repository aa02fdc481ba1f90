// Applications followed through recorded traffic: shapes, changes on the recording's time, and what no recording may do.
import { describe, expect, it } from "vitest";
import { ApplicationFollower, type FollowedApplication } from "../../../engine/infer/follow-application.ts";
import { TrafficBatch } from "../../../engine/observe/traffic-batch.ts";

const options = { updateSeconds: 0.05, smoothSeconds: 1, detect: 0.1, prune: 0.05 };
const group = 0x0100_5e00_0001;
const machine = (index: number): number => 0x0200_0000_0000 + index;

/** `pairs` exchange 1000 octets each way every 20 ms for `seconds`. */
function exchange(
  batch: TrafficBatch,
  start: number,
  seconds: number,
  pairs: readonly (readonly [number, number])[],
): void {
  for (let step = 0; step < seconds * 50; step++)
    for (const [a, b] of pairs) {
      batch.append(start + step / 50, machine(a), machine(b), 1000, 1);
      batch.append(start + step / 50, machine(b), machine(a), 1000, 1);
    }
}

function follow(
  fill: (batch: TrafficBatch) => void,
  smoothSeconds: number | "auto" = options.smoothSeconds,
): FollowedApplication {
  const batch = new TrafficBatch();
  fill(batch);
  const follower = new ApplicationFollower({ ...options, smoothSeconds });
  follower.add(batch);
  return follower.finish();
}

const shapesOf = ({ events }: FollowedApplication): [number, string][] =>
  events.flatMap((event) =>
    event.kind === "changed" ? [[event.at, event.application.shape[0]?.class ?? ""] as [number, string]] : [],
  );

const ring: [number, number][] = [0, 1, 2, 3, 4, 5].map((v) => [v, (v + 1) % 6]);
const star: [number, number][] = [1, 2, 3, 4, 5].map((v) => [0, v]);

describe("ApplicationFollower", () => {
  it("tells a ring that turns into a star, each once, within two windows", () => {
    const followed = follow((batch) => {
      exchange(batch, 1e9, 10, ring);
      exchange(batch, 1e9 + 10, 10, star);
    });
    const shapes = shapesOf(followed);
    expect(shapes.map(([, shape]) => shape)).toEqual(["ring", "star"]);
    expect(shapes[0][0]).toBeLessThan(2.2);
    expect(shapes[1][0] - 10).toBeGreaterThan(0);
    expect(shapes[1][0] - 10).toBeLessThan(2.2);
    expect(followed.seconds).toBeCloseTo(19.98, 6);
    expect(followed.startedAt).toBe(1e9);
  });

  it("judges all of the traffic as one", () => {
    const { recognition, topology, members } = follow((batch) => exchange(batch, 0, 3, ring));
    expect(recognition.shape[0]).toEqual({ class: "ring" });
    expect(topology).toHaveLength(6);
    expect(members).toEqual([0, 1, 2, 3, 4, 5].map(machine));
  });

  it.each<[number | "auto", string[]]>([
    [1, ["ring", "none", "ring", "none", "ring", "none", "ring", "none", "ring"]],
    ["auto", ["ring"]],
  ])("smoothed over %s, an application that computes for 4 s and sends for 2 s is %s", (smooth, shapes) => {
    const followed = follow((batch) => {
      for (let turn = 0; turn < 20; turn++) exchange(batch, 6 * turn, 2, ring);
    }, smooth);
    expect(
      shapesOf(followed)
        .map(([, shape]) => shape)
        .slice(0, 9),
    ).toEqual(shapes);
  });

  it("tells with `auto`, too, that an application fell silent, and what came years later", () => {
    const followed = follow((batch) => {
      exchange(batch, 0, 3, star);
      exchange(batch, 1e9, 3, ring);
    }, "auto");
    expect(shapesOf(followed).map(([, shape]) => shape)).toEqual(["star", "none", "ring"]);
  });

  it("counts groups and leaves them out of the topology", () => {
    const { totals, members, recognition } = follow((batch) => batch.append(0, machine(1), group, 60, 1));
    expect([totals.count, totals.bytes[0]]).toEqual([1, 60]);
    expect(members).toEqual([machine(1)]);
    expect(recognition.shape).toEqual([{ class: "none" }]);
  });

  it("passes over years of silence at once, and says that the application was silent", () => {
    const years = 1e9;
    const followed = follow((batch) => {
      exchange(batch, 0, 3, star);
      exchange(batch, years, 3, ring);
    });
    const shapes = shapesOf(followed);
    expect(shapes.map(([, shape]) => shape)).toEqual(["star", "none", "ring"]);
    expect(shapes[2][0] - years).toBeLessThan(2.2);
  });

  it("bears time stamps that no clock has", () => {
    const { totals } = follow((batch) => {
      for (const at of [0, 1e300, -1e300, NaN, 5, 1e19, Infinity, 7])
        batch.append(at, machine(1), machine(2), 60, 1);
    });
    expect(totals.frames[0]).toBe(8);
  });

  it("infers the shape of so many machines and counts the rest", () => {
    const { members, unplacedFrames, totals } = follow((batch) => {
      for (let index = 0; index < 2000; index++)
        batch.append(index / 1000, machine(index), machine(index + 1), 60, 1);
    });
    expect(members).toHaveLength(1024);
    expect(unplacedFrames).toBe(2000 - 1023);
    expect(totals.count).toBe(2000);
  });
});
