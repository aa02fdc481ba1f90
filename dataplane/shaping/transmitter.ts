// A departure-time model: when frames leave a path, or pass a card, that carries so many bits a second. Pure; time is an argument.

/** Sends one frame after the other at a fixed rate. */
export class Transmitter {
  /** bit/s; Infinity = takes no time. */
  readonly rateBps: number;
  #freeAt = -Infinity;

  constructor(rateBps: number = Infinity) {
    this.rateBps = rateBps;
  }

  /** The earliest time, in seconds, at which something given at `now` can start. */
  startAt(now: number): number {
    return Math.max(now, this.#freeAt);
  }

  /** Starts `bytes` octets at `start`; answers when the last has been sent. */
  send(start: number, bytes: number): number {
    this.#freeAt = start + (bytes * 8) / this.rateBps;
    return this.#freeAt;
  }

  /** Does not start anything before `time`. */
  blockUntil(time: number): void {
    this.#freeAt = Math.max(this.#freeAt, time);
  }
}

/** A host's network card: all links of the host share it, each direction by itself. */
export class Card {
  readonly out: Transmitter;
  readonly in: Transmitter;

  constructor(rateBps: number = Infinity) {
    this.out = new Transmitter(rateBps);
    this.in = new Transmitter(rateBps);
  }
}

/**
 * When a frame given at `now` has left its path, in seconds. It passes card and path at the same time and leaves when
 * the slower is through; a frame that waits for its path does not keep the card from other links.
 */
export function departureTime(now: number, bytes: number, card: Transmitter, path: Transmitter): number {
  const cardStart = card.startAt(now);
  const pathStart = path.startAt(cardStart);
  const departure = Math.max(card.send(cardStart, bytes), path.send(pathStart, bytes));
  path.blockUntil(departure);
  return departure;
}

/**
 * When a frame that arrives at `now` has come in through the receiver's card. It was spread over time by the sender, so
 * it takes its turn but is not spread a second time.
 */
export function entryTime(now: number, bytes: number, card: Transmitter): number {
  const start = card.startAt(now);
  card.send(start, bytes);
  return start;
}
