// Reproducible randomness for planners: the same seed gives the same run on every machine.

/** Uniform in [0, 1), 32 bits a draw: a Weyl sequence finished by MurmurHash3's mixer (the SplitMix construction, Steele et al. 2014). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
