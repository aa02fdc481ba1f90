// Tells first arrivals of sequence numbers from repeated and late ones, in memory that does not grow.

/** How far behind the highest number a late one can be told from a repeated one. Own choice; 8 KiB per flow. */
export const arrivalWindow = 65_536;

/**
 * Counts what arrives of one flow. Reordered: arrives after a higher number (RFC 4737, 3.3). Duplicated: arrived before. A number further
 * behind than the window is taken for a late one. The window is a ring of bits as in RFC 6479.
 */
export class ArrivalCounter {
  /** Distinct sequence numbers that have arrived, and how many frames were reordered, or came again. */
  received = 0;
  reordered = 0;
  duplicated = 0;
  readonly #first: number;
  #next: number; // highest number so far, plus one
  readonly #seen = new Uint8Array(arrivalWindow / 8);

  /** `first`: the number that the flow is expected to begin with. */
  constructor(first = 0) {
    this.#first = first;
    this.#next = first;
  }

  /** How many numbers there are from the first to the highest that has arrived. */
  get expected(): number {
    return this.#next - this.#first;
  }

  arrive(sequence: number): void {
    if (sequence >= this.#next) {
      this.#forget(this.#next, sequence);
      this.#next = sequence + 1;
    } else if (sequence >= this.#next - arrivalWindow && this.#has(sequence)) {
      this.duplicated++;
      return;
    } else {
      this.reordered++;
    }
    this.#mark(sequence);
    this.received++;
  }

  /** Clears the places of the numbers from `first` to `last`, which the ring held for numbers now out of the window. */
  #forget(first: number, last: number): void {
    if (last - first >= arrivalWindow) {
      this.#seen.fill(0);
      return;
    }
    for (let sequence = first; sequence <= last; sequence++) {
      const place = sequence % arrivalWindow;
      this.#seen[place >>> 3] &= ~(1 << (place & 7));
    }
  }

  #has(sequence: number): boolean {
    const place = sequence % arrivalWindow;
    return (this.#seen[place >>> 3] & (1 << (place & 7))) !== 0;
  }

  #mark(sequence: number): void {
    if (sequence < this.#next - arrivalWindow) return;
    const place = sequence % arrivalWindow;
    this.#seen[place >>> 3] |= 1 << (place & 7);
  }
}
