// What one report adds to the traffic of the time since the one before, in memory that is used again for the next.

/** The first `count` entries of both arrays hold; one per pair that grew, by its number, in bytes. */
export class Increment {
  count = 0;
  pairs = new Uint32Array(0);
  bytes = new Float64Array(0);

  /** Empties it and makes room. */
  begin(most: number): void {
    this.count = 0;
    if (most <= this.pairs.length) return;
    this.pairs = new Uint32Array(2 * most);
    this.bytes = new Float64Array(2 * most);
  }

  add(pair: number, bytes: number): void {
    const at = this.count++;
    this.pairs[at] = pair;
    this.bytes[at] = bytes;
  }
}
