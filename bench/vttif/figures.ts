// The paper's Figures 6 and 7: how often a change is reported as the application alternates between two topologies.
import { inferredFrom, type Settings } from "./chain.ts";
import { EdgePruning } from "../../engine/infer/edge-pruning.ts";
import { patternOf, type Pattern } from "./patterns.ts";
import { randomFrom } from "./random.ts";
import { binaryTreeOf, edge, ringOf } from "../../lab/patterns/known-topologies.ts";
import type { BspTraffic } from "./bsp-traffic.ts";

export interface Point {
  readonly switchesPerSecond: number;
  readonly reportsPerSecond: number;
  /** What the window alone shows, without settle time: a report whenever its edges change. */
  readonly naiveReportsPerSecond: number;
  /** Edges of the last topology that was reported, of those of both. */
  readonly unionShare: number;
  readonly tooFast: boolean;
}

const vmCount = 8;

/** Two topologies that share no edge: a ring, and a binary tree with the VMs in another order. */
const ring = ringOf(vmCount);
const order = [0, 2, 4, 5, 6, 1, 7, 3];
const tree = binaryTreeOf(vmCount).map(({ a, b }) => edge(order[a], order[b]));

export const rates = [0.05, 0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.8, 1, 1.25, 1.6, 2, 3, 4, 6, 8];

/** After a while to settle in, counts the reports of at least ten switches or `leastSeconds`. */
export function measurePoint(
  switchesPerSecond: number,
  settings: Settings & { readonly smooth: number },
  noise = 0,
  leastSeconds = 20,
): Point {
  const turnSeconds = 1 / switchesPerSecond;
  const settleIn = Math.ceil((8 * settings.smooth) / turnSeconds) * turnSeconds;
  const seconds = settleIn + Math.ceil(Math.max(10, leastSeconds / turnSeconds)) * turnSeconds;
  const pruning = new EdgePruning(settings.prune);
  let naive = 0;
  let before = pruning.update({
    size: vmCount,
    rowStart: new Uint32Array(vmCount + 1),
    column: new Uint32Array(0),
    value: new Float64Array(0),
  }).edges;
  const events = inferredFrom(
    alternation(turnSeconds, seconds, noise),
    seconds,
    settings,
    randomFrom(1),
    (now, demand) => {
      const { edges } = pruning.update(demand);
      if (edges !== before && now > settleIn) naive++;
      before = edges;
    },
  );
  const reports = events.filter(({ kind, at }) => kind === "changed" && at > settleIn).length;
  const last = events.findLast((event) => event.kind === "changed")?.application.topology ?? [];
  const counted = seconds - settleIn;
  return {
    switchesPerSecond,
    reportsPerSecond: reports / counted,
    naiveReportsPerSecond: naive / counted,
    unionShare: last.length / (ring.length + tree.length),
    tooFast: events.some(({ kind }) => kind === "too-fast"),
  };
}

/** Turns of each topology; messages follow one another without a pause, so that a turn as short as 0.1 s has several. */
function alternation(turnSeconds: number, seconds: number, noise: number): BspTraffic[] {
  const patterns = [asPattern("ring", ring), asPattern("binary tree", tree)];
  return Array.from({ length: Math.ceil(seconds / turnSeconds) }, (_, turn) => ({
    ...patterns[turn % 2],
    periodSeconds: 0.04,
    sendingShare: 1,
    jitter: 0,
    shifted: false,
    noise,
    from: turn * turnSeconds,
    until: (turn + 1) * turnSeconds,
  }));
}

function asPattern(name: string, edges: readonly { readonly a: number; readonly b: number }[]): Pattern {
  return patternOf("neighbour exchange", name, vmCount, edges);
}
