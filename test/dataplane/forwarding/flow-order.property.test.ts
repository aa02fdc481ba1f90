// Whatever the transitions and however slow each link: no frame is lost, doubled or overtaken.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpectedFlow } from "../../../dataplane/forwarding/flow-holds.ts";
import { macOf, rulesAlong, SwitchNetwork } from "./switch-network.ts";

const daemons = 3;
const flows = [1, 2, 3].flatMap((from) =>
  [1, 2, 3].filter((to) => to !== from).map((to) => [from, to] as const),
);

/** For each flow: by the star, directly, by the third daemon, or by a rule through the Proxy. */
type Way = "star" | "direct" | "relay" | "proxy";
const ways = fc.array(fc.constantFrom<Way>("star", "direct", "relay", "proxy"), {
  minLength: flows.length,
  maxLength: flows.length,
});

/** As a list of none or one. */
function pathOf([from, to]: readonly [number, number], way: Way): number[][] {
  if (way === "star") return [];
  if (way === "direct") return [[from, to]];
  return [[from, way === "proxy" ? 0 : 6 - from - to, to]];
}

/** Numbers below a bound, the same for the same seed; a linear congruential generator. */
function chooser(seed: number): (count: number) => number {
  let state = seed >>> 0;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

describe("transitions", () => {
  it("lose, double and reorder nothing, and take no detour", () => {
    const transitions = fc.array(ways, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(transitions, fc.integer(), (states, seed) => {
        const choose = chooser(seed);
        const network = new SwitchNetwork(daemons);
        const sent = flows.map(() => 0);
        const slowness = network.links.map(() => 1 + choose(2) * 10);
        const sendOne = (flow: number): void => network.send(...flows[flow], flow * 1000 + sent[flow]++);
        const step = (): void => {
          const link = choose(network.links.length);
          if (choose(200) === 0) sendOne(choose(flows.length));
          else if (choose(slowness[link]) === 0) network.links[link].deliver();
        };
        const steps = (most: number): void => {
          for (let left = choose(most); left > 0; left--) step();
        };
        let old: readonly Way[] = flows.map(() => "star");
        states.forEach((next, index) => {
          const epoch = index + 1;
          const rules = rulesAlong(
            daemons,
            flows.flatMap((flow, at) => pathOf(flow, next[at])),
          );
          // As the driver has it: whatever travelled by rules gets a marker, so that they can go.
          const moved = flows
            .map(([from, to], at) => ({ from, to, at }))
            .filter(({ at }) => old[at] !== next[at] || old[at] !== "star")
            .map(({ from, to, at }): ExpectedFlow & { from: number; to: number } => ({
              from,
              to,
              source: macOf(from),
              destination: macOf(to),
              byStar: next[at] === "star",
            }));
          network.switches.forEach((each, daemon) => {
            each.prepare(epoch, { rules: rules[daemon], expect: moved.filter(({ to }) => to === daemon) });
            steps(5);
          });
          network.switches.forEach((each, daemon) => {
            flows.forEach((_flow, flow) => sendOne(flow));
            each.commit(epoch, { moved: moved.filter(({ from }) => from === daemon) });
            flows.forEach((_flow, flow) => sendOne(flow));
            steps(60);
          });
          const acknowledged = (): number =>
            network.told.filter((each) => each.what === "marker" && each.epoch === epoch).length;
          for (let limit = 0; acknowledged() < moved.length && limit < 20_000; limit++) step();
          expect(acknowledged()).toBe(moved.length);
          if (index > 0) network.switches.forEach((each) => each.discard(index));
          old = next;
        });
        steps(50);
        network.settle();
        flows.forEach(([, to], flow) => {
          const got = network.received(to).filter((number) => Math.floor(number / 1000) === flow);
          expect(got).toEqual(Array.from({ length: sent[flow] }, (_, number) => flow * 1000 + number));
        });
        for (const { drops, detours } of network.switches)
          expect([...Object.values(drops), ...Object.values(detours)].every((count) => count === 0)).toBe(
            true,
          );
      }),
      { numRuns: 60 },
    );
  });

  it("never throw on random octets from a link or a port", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 10 }), (batches) => {
        const network = new SwitchNetwork(2);
        for (const batch of batches) {
          network.link(1, 0).inject(batch);
          network.link(0, 1).inject(batch);
          network.ports[1].sendSlab(batch);
        }
        network.settle();
        expect(network.received(1).length).toBeLessThanOrEqual(1000);
      }),
    );
  });
});
