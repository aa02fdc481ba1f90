// An append-only byte buffer that keeps its memory between uses, so that batches are built without an allocation per frame.

const initialBytes = 4096; // implementation choice

export class GrowableBuffer {
  #bytes = new Uint8Array(initialBytes);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The memory itself; valid until the next `extend`. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Makes room for `count` more octets and answers where they start. Their content is undefined. */
  extend(count: number): number {
    const start = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    return start;
  }

  append(source: Uint8Array, offset: number, length: number): void {
    const start = this.extend(length);
    this.#bytes.set(source.subarray(offset, offset + length), start);
  }

  /** The content without a copy; valid until the next `extend` or `clear`. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** The content as memory of the caller's own. */
  copy(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }
}
