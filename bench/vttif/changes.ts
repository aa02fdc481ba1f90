// How soon a change is known, how often it is reported, and how often one is reported that was none.
import { inferDefaults } from "../../lang/ir/infer-defaults.ts";
import { inferredFrom, type Settings } from "./chain.ts";
import { patternOf, topologies, type Pattern } from "./patterns.ts";
import { randomFrom } from "./random.ts";
import type { BspTraffic } from "./bsp-traffic.ts";

export interface Delay {
  readonly smooth: number;
  readonly noise: number;
  readonly changes: number;
  readonly reports: number; // as many as changes when each is told once
  readonly median: number; // windows
  readonly worst: number;
}

/** Sixteen VMs that go from one topology to another, at a moment that is random. */
export function measureDelay(smooth: number, noise: number, repeats: number): Delay {
  const patterns = ["ring", "mesh", "torus", "hypercube", "binary tree", "bus"].map((topology) =>
    sixteen(topology),
  );
  const delays: number[] = [];
  let reports = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const random = randomFrom(7919 * (repeat + 1));
    const before = patterns[repeat % patterns.length];
    const after = patterns[(repeat + 1 + Math.floor(random() * (patterns.length - 1))) % patterns.length];
    const switchAt = (5 + random()) * smooth;
    const traffic = [
      bsp(before, noise, smooth, 0.1, switchAt, random),
      bsp(after, noise, smooth, switchAt, Infinity, random),
    ];
    const events = inferredFrom(traffic, switchAt + 6 * smooth, { ...inferDefaults, smooth }, random);
    const changed = events.filter((event) => event.kind === "changed").filter(({ at }) => at > switchAt);
    reports += changed.length;
    delays.push(changed.length === 0 ? Infinity : (changed[0].at - switchAt) / smooth);
  }
  delays.sort((x, y) => x - y);
  const median = delays[delays.length >> 1];
  return { smooth, noise, changes: repeats, reports, median, worst: delays[delays.length - 1] };
}

export interface Steadiness {
  readonly name: string;
  readonly hours: number;
  readonly falseChanges: number;
  readonly falseShifts: number; // of intensity
}

/** Steady programs of iterations from 0.1 s up to half of the window, or up to 12 s with `auto`; with jitter and phase shift. */
export function measureSteadiness(noise: number, minutes: number): Steadiness[] {
  const short = [0.1, 0.23, 0.37, 0.5].map((period, at) => ({
    period,
    topology: Object.keys(topologies)[at],
    smooth: 1,
  }));
  const long = [3, 7.3, 12].map((period) => ({ period, topology: "ring", smooth: "auto" as const }));
  return [
    steady("BSP, period up to half of the window", short, noise, minutes),
    steady("BSP, period of 3 to 12 s, smooth: auto", long, noise, minutes),
  ];
}

function steady(
  name: string,
  programs: readonly { period: number; topology: string; smooth: Settings["smooth"] }[],
  noise: number,
  minutes: number,
): Steadiness {
  let falseChanges = 0;
  let falseShifts = 0;
  for (const { period, topology, smooth } of programs) {
    const random = randomFrom(Math.round(1000 * period));
    const pattern = smallest(topology);
    const traffic: BspTraffic = {
      ...pattern,
      periodSeconds: period,
      sendingShare: 0.3,
      jitter: 0.2,
      shifted: period < 1,
      noise,
      from: 0.1,
      until: Infinity,
    };
    const events = inferredFrom([traffic], minutes * 60, { ...inferDefaults, smooth }, random);
    falseChanges += events.filter(({ kind }) => kind === "changed").length - 1;
    falseShifts += events.filter(({ kind }) => kind === "intensity").length;
  }
  return { name, hours: (programs.length * minutes) / 60, falseChanges, falseShifts };
}

function bsp(
  pattern: Pattern,
  noise: number,
  smooth: number,
  from: number,
  until: number,
  random: () => number,
): BspTraffic {
  const periodSeconds = smooth * (0.1 + 0.3 * random());
  return { ...pattern, periodSeconds, sendingShare: 0.5, jitter: 0.2, shifted: true, noise, from, until };
}

function sixteen(topology: string): Pattern {
  const [vmCount, edges] = topologies[topology].find(([count]) => count === 16) ?? topologies[topology][2];
  return patternOf("neighbour exchange", topology, vmCount, edges);
}

function smallest(topology: string): Pattern {
  const [vmCount, edges] = topologies[topology][1];
  return patternOf("neighbour exchange", topology, vmCount, edges);
}
