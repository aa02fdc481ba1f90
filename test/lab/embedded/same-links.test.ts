// One policy, two data planes: the engine reaches the same links and routes on the simulated and on the embedded network.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { startControlLoop } from "../../../controller/control-loop.ts";
import type { DataPlane, NetworkState } from "../../../engine/data-plane.ts";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import { Engine } from "../../../engine/engine.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { builtInPlanners, defaultPlanners } from "../../../engine/planners/built-in-planners.ts";
import { SimulatedDataPlane } from "../../../engine/simulated/simulated-data-plane.ts";
import { startEmbedded } from "../../../lab/embedded/start-embedded.ts";
import { NumberedTraffic } from "../../dataplane/driver/numbered-traffic.ts";
import { compileText } from "../../harness/compile-text.ts";

const policyPath = path.join(import.meta.dirname, "../../../policies/ring.vnet");
const policy = compileText(readFileSync(policyPath, "utf8"));
const network = buildNetwork(policy.network);
const updateSeconds = policy.infer.update;
const ring = [0, 1, 2, 3].flatMap((vm): [number, number][] => [
  [vm, (vm + 1) % 4],
  [(vm + 1) % 4, vm],
]);

const toEnd: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

/** `isApplied`: whether the engine has changed the network. */
function engineOn(plane: DataPlane): { engine: Engine; isApplied: () => boolean } {
  let isApplied = false;
  const engine = new Engine({
    policy,
    network,
    plane,
    evaluator: closureEvaluator,
    planning: {
      registry: new PlannerRegistry(builtInPlanners),
      defaults: defaultPlanners,
      settings: { seed: 1, steps: 100_000 },
    },
    on: ({ kind }) => void (isApplied ||= kind === "applied"),
  });
  toEnd.push(() => engine.stop());
  return { engine, isApplied: () => isApplied };
}

function inOrder({ overlay, routes, mapping }: NetworkState): unknown {
  const links = overlay.map(({ a, b, kind }) => `${a}-${b} ${kind}`).sort();
  return {
    links,
    routes: routes.map(({ from, to, hosts }) => `${from}>${to} ${hosts.join("-")}`).sort(),
    mapping,
  };
}

async function simulated(): Promise<unknown> {
  const plane = new SimulatedDataPlane(network, { updateSeconds });
  const { engine, isApplied } = engineOn(plane);
  await engine.start();
  plane.give({ kind: "traffic", edges: ring, rateBps: 2e6 });
  while (!isApplied() && plane.now < 10) {
    await engine.tick(plane.now);
    plane.advance(updateSeconds);
  }
  return inOrder(await plane.snapshot());
}

async function embedded(): Promise<unknown> {
  const { plane, vmEnds, stop } = await startEmbedded({
    network,
    shape: true,
    reportSeconds: updateSeconds,
  });
  toEnd.push(stop);
  const { engine, isApplied } = engineOn(plane);
  await engine.start();
  const traffic = new NumberedTraffic(network, vmEnds);
  traffic.start(ring);
  toEnd.push(() => traffic.stop());
  let failure: unknown;
  const loop = startControlLoop({
    tick: (now) => engine.tick(now),
    now: () => performance.now() / 1000, // the clock of the data plane's reports
    intervalSeconds: updateSeconds,
    failed: (error) => (failure = error),
  });
  toEnd.push(() => loop.stop());
  await expect.poll(() => failure ?? isApplied(), { timeout: 10_000 }).toBe(true);
  return inOrder(await plane.snapshot());
}

it("reaches the same links, routes and places on both data planes with `policies/ring.vnet`", async () => {
  const reached = await simulated();
  expect(reached).toMatchObject({ links: ["1-2 ws", "1-4 ws", "2-3 ws", "3-4 ws"] });
  expect(await embedded()).toEqual(reached);
});
