// A stream of chunks seen as one run of bytes: what a reader has not consumed yet, contiguous as far as it asks for.

/**
 * Bytes that have come and have not been consumed. A reader asks `has(n)`, then reads `bytes` or `view` from `offset`
 * and moves `offset` on. Chunks are read where they lie; only a record that crosses from one into the next is copied, so
 * that even one-byte chunks cost linear time. Memory: what was asked for with `has`, and the chunks that wait.
 */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** First byte not consumed, within `bytes`. */
  offset = 0;
  readonly #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  /** Bytes not consumed, joined or not. */
  get available(): number {
    return this.bytes.length - this.offset + this.#waitingBytes;
  }

  /** Appends a chunk; the caller must not change it afterwards. */
  append(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
  }

  /** Whether `count` bytes can be read from `offset` on; may replace `bytes`, and offsets from before the call are void then. */
  has(count: number): boolean {
    while (this.bytes.length - this.offset < count) {
      if (this.available < count) return false;
      if (this.offset === this.bytes.length) this.#adopt(this.#takeChunk());
      else this.#bridge(count);
    }
    return true;
  }

  /** Drops up to `count` bytes without joining them; answers how many it dropped. */
  skip(count: number): number {
    let left = count;
    for (;;) {
      const step = Math.min(left, this.bytes.length - this.offset);
      this.offset += step;
      left -= step;
      if (left === 0 || this.#waiting.length === 0) return count - left;
      this.#adopt(this.#takeChunk());
    }
  }

  /** Makes the next `count` bytes contiguous, and no more: what follows them is read where it lies. */
  #bridge(count: number): void {
    const joined = new Uint8Array(count);
    joined.set(this.bytes.subarray(this.offset));
    for (let filled = this.bytes.length - this.offset; filled < count;) {
      const chunk = this.#takeChunk();
      const taken = Math.min(chunk.length, count - filled);
      joined.set(chunk.subarray(0, taken), filled);
      filled += taken;
      if (taken === chunk.length) continue;
      this.#waiting.unshift(chunk.subarray(taken));
      this.#waitingBytes += chunk.length - taken;
    }
    this.#adopt(joined);
  }

  #takeChunk(): Uint8Array {
    const chunk = this.#waiting.shift() ?? new Uint8Array(0);
    this.#waitingBytes -= chunk.length;
    return chunk;
  }

  #adopt(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = 0;
  }
}
