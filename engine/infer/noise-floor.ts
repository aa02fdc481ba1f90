// Where background noise ends and the pattern begins: a wide gap in the strengths of the pairs that nothing depends on.
import type { PairStrengths } from "./pair-strengths.ts";
import { rootOf } from "./undirected-graph.ts";

/** Everything below the gap together is at most this share of all traffic. Own choice: 10 % of noise, and room to vary. */
const mostNoiseShare = 1 / 8;

/** The weakest pair of the pattern is so many times as strong as the strongest of the noise; once it was, this much is enough. Own choice. */
const gapToBegin = 3;
const gapToStay = 2;

/** The two sides of the gap; strengths in bit/s. */
export interface Gap {
  readonly below: number;
  readonly above: number;
}

/**
 * Looks only at pairs from `least` on: weaker ones are pruned anyway. Pairs below a gap are noise when without them all
 * VMs that could reach one another still can: a weak flow that alone ties a VM to the rest is part of the application.
 */
export class NoiseFloor {
  #isPresent = false;

  /** The widest gap that separates noise; undefined = there is none. */
  find(pairs: PairStrengths, least: number): Gap | undefined {
    const widest = gapsFrom(pairs, least, this.#isPresent ? gapToStay : gapToBegin);
    const found = widest.find((gap) => isLittle(pairs, gap) && keepsTogether(pairs, gap, least));
    this.#isPresent = found !== undefined;
    return found;
  }
}

/** Bins for each doubling; within a bin no gap is looked for. */
const binsPerOctave = 8;

/** The gaps of at least the given ratio, widest first. Linear: strengths are put into bins of their logarithm. */
function gapsFrom({ count, strength, strongest }: PairStrengths, least: number, ratio: number): Gap[] {
  if (!(least > 0) || strongest < least * ratio) return [];
  const bins = 1 + Math.ceil(binsPerOctave * Math.log2(strongest / least));
  const lowest = new Float64Array(bins).fill(Infinity);
  const highest = new Float64Array(bins);
  for (let pair = 0; pair < count; pair++) {
    if (strength[pair] < least) continue;
    const bin = Math.floor(binsPerOctave * Math.log2(strength[pair] / least));
    lowest[bin] = Math.min(lowest[bin], strength[pair]);
    highest[bin] = Math.max(highest[bin], strength[pair]);
  }
  const gaps: Gap[] = [];
  let below = Infinity;
  for (let bin = 0; bin < bins; bin++) {
    if (highest[bin] === 0) continue;
    if (lowest[bin] >= ratio * below) gaps.push({ below, above: lowest[bin] });
    below = highest[bin];
  }
  return gaps.sort((x, y) => y.above / y.below - x.above / x.below);
}

function isLittle({ count, strength, traffic, total }: PairStrengths, { below }: Gap): boolean {
  let noise = 0;
  for (let pair = 0; pair < count; pair++) if (strength[pair] <= below) noise += traffic[pair];
  return noise <= mostNoiseShare * total;
}

function keepsTogether(
  { size, count, a, b, strength }: PairStrengths,
  { above }: Gap,
  least: number,
): boolean {
  const parent = Int32Array.from({ length: size }, (_, vm) => vm);
  for (let pair = 0; pair < count; pair++)
    if (strength[pair] >= above) parent[rootOf(parent, a[pair])] = rootOf(parent, b[pair]);
  for (let pair = 0; pair < count; pair++)
    if (strength[pair] >= least && rootOf(parent, a[pair]) !== rootOf(parent, b[pair])) return false;
  return true;
}
