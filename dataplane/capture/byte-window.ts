// A stream of chunks seen as one run of bytes: what a reader has not consumed yet, contiguous as far as it asks for.

/**
 * Bytes that have come and have not been consumed. A reader asks `has(n)`, then reads `bytes` or `view` from `offset`
 * and moves `offset` on. Chunks are joined only where a record crosses from one into the next, once per record, so that
 * even one-byte chunks cost linear time. Memory: what was asked for with `has`, and the last chunk.
 */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** First byte not consumed, within `bytes`. */
  offset = 0;
  #waiting: Uint8Array[] = [];
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

  /** Whether `count` bytes can be read from `offset` on; joins chunks where that is needed. Offsets from before the call are void. */
  has(count: number): boolean {
    if (this.bytes.length - this.offset >= count) return true;
    if (this.available < count) return false;
    this.#join();
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
      this.#join();
    }
  }

  #join(): void {
    const rest = this.bytes.subarray(this.offset);
    const parts = rest.length === 0 ? this.#waiting : [rest, ...this.#waiting];
    this.#adopt(parts.length === 1 ? parts[0] : concatenate(parts, rest.length + this.#waitingBytes));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #adopt(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = 0;
  }
}

function concatenate(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
