// Memory for columns of numbers, cut from larger pieces: an array buffer for each column would take longer than to fill it.

const pieceBytes = 65_536; // own choice

export class ColumnMemory {
  #piece = new ArrayBuffer(0);
  #used = 0;

  /** A column that nobody else gets; its content is undefined. */
  doubles(length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#reserve(8 * length), this.#used - 8 * length, length);
  }

  integers(length: number): Uint32Array<ArrayBuffer> {
    const bytes = 8 * Math.ceil(length / 2); // so that doubles can follow
    return new Uint32Array(this.#reserve(bytes), this.#used - bytes, length);
  }

  /** Where there is room: the last `bytes` before #used. */
  #reserve(bytes: number): ArrayBuffer {
    if (this.#used + bytes > this.#piece.byteLength) {
      this.#piece = new ArrayBuffer(Math.max(pieceBytes, bytes));
      this.#used = 0;
    }
    this.#used += bytes;
    return this.#piece;
  }
}
