// What one report adds to what was known, in memory that is used again for the next report.

/** The first `count` entries of each array hold; one per pair that grew, by its number. */
export class Increment {
  count = 0;
  pairs = new Uint32Array(0);
  bytes = new Float64Array(0);
  frames = new Float64Array(0);
  /** The bytes that came in since the daemon's previous report; 0 where nobody knows when they came. */
  recentBytes = new Float64Array(0);

  /** Empties it and makes room. */
  begin(most: number): void {
    this.count = 0;
    if (most <= this.pairs.length) return;
    this.pairs = new Uint32Array(2 * most);
    this.bytes = new Float64Array(2 * most);
    this.frames = new Float64Array(2 * most);
    this.recentBytes = new Float64Array(2 * most);
  }

  add(pair: number, bytes: number, frames: number, isOld: boolean): void {
    const at = this.count++;
    this.pairs[at] = pair;
    this.bytes[at] = bytes;
    this.frames[at] = frames;
    this.recentBytes[at] = isOld ? 0 : bytes;
  }
}
