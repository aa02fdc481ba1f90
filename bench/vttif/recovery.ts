// How well edges and shapes of known patterns are recovered: precision, recall, F1, share of shapes named right, confidence.
import type { Application } from "../../engine/index.ts";
import { inferDefaults } from "../../lang/ir/infer-defaults.ts";
import { classifyShape } from "../../engine/infer/classify-shape.ts";
import { inferredFrom } from "./chain.ts";
import { directAllToAll, operations, patternOf, topologies, type Pattern } from "./patterns.ts";
import { randomFrom } from "./random.ts";

export interface Recovery {
  readonly noise: number;
  readonly operation: string;
  readonly runs: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly worst: string; // the pattern with the lowest F1
  readonly worstF1: number;
  readonly named: number; // share of runs whose classes are those of the truth
  readonly confidence: number; // mean
}

/** Long enough for the slowest declaration: the union after four settle times. */
const seconds = 7;
interface Score {
  readonly found: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Each pattern, with jitter and phase shift, `repeats` times; `most` limits the number of VMs. */
export function measureRecovery(noise: number, repeats: number, most: number): Recovery[] {
  const rows = operations.map((operation) => {
    const patterns = Object.entries(topologies).flatMap(([topology, instances]) =>
      instances
        .filter(([vmCount]) => vmCount <= most)
        .map(([vmCount, edges]) => patternOf(operation, topology, vmCount, edges)),
    );
    return rowOf(operation, noise, patterns, repeats);
  });
  const direct = [4, 8, 16, 32, 64].filter((vmCount) => vmCount <= most).map(directAllToAll);
  return [...rows, rowOf("all-to-all, direct", noise, direct, repeats)];
}

function rowOf(operation: string, noise: number, patterns: readonly Pattern[], repeats: number): Recovery {
  const sum = { found: 0, wrong: 0, missed: 0 };
  let worst = { name: "", f1: Infinity };
  let named = 0;
  let confidence = 0;
  for (const pattern of patterns) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const application = applicationOf(pattern, noise, 1000 * repeat + pattern.vmCount);
      const score = scoreOf(pattern, application);
      sum.found += score.found;
      sum.wrong += score.wrong;
      sum.missed += score.missed;
      const f1 = f1Of(score);
      if (f1 < worst.f1) worst = { name: pattern.name, f1 };
      const isNamed = JSON.stringify(application?.shape) === JSON.stringify(classifyShape(pattern.edges));
      named += isNamed ? 1 : 0;
      confidence += application?.confidence ?? 0;
    }
  }
  const runs = patterns.length * repeats;
  return {
    noise,
    operation,
    runs,
    precision: sum.found / (sum.found + sum.wrong),
    recall: sum.found / (sum.found + sum.missed),
    f1: f1Of(sum),
    worst: worst.name,
    worstF1: worst.f1,
    named: named / runs,
    confidence: confidence / runs,
  };
}

/** What the chain takes the pattern for in the end. */
function applicationOf(pattern: Pattern, noise: number, seed: number): Application | undefined {
  const random = randomFrom(seed);
  const traffic = {
    ...pattern,
    periodSeconds: 0.15 + 0.25 * random(),
    sendingShare: 0.5,
    jitter: 0.2,
    shifted: true,
    noise,
    from: 0.1,
    until: Infinity,
  };
  const events = inferredFrom([traffic], seconds, inferDefaults, random);
  return events.findLast((event) => event.kind === "changed")?.application;
}

function scoreOf({ edges }: Pattern, application: Application | undefined): Score {
  const truth = new Set(edges.map(({ a, b }) => `${a} ${b}`));
  const topology = application?.topology ?? [];
  const found = topology.filter(({ a, b }) => truth.has(`${a} ${b}`)).length;
  return { found, wrong: topology.length - found, missed: truth.size - found };
}

function f1Of({ found, wrong, missed }: Score): number {
  return (2 * found) / (2 * found + wrong + missed);
}
