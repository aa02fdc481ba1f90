// One direction of an in-process port or link: delivers what was posted in order, on a later turn of the event loop.

export class Mailbox {
  #posted: Uint8Array[] = [];
  #handler: ((bytes: Uint8Array) => void) | undefined;
  #afterLast: (() => void) | undefined;
  #isScheduled = false;
  #queuedBytes = 0;

  /** Octets posted and not yet delivered. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Sets the one handler; what was posted before waits for it. It is never called from within `post` or this call. */
  deliverTo(handler: (bytes: Uint8Array) => void): void {
    this.#handler = handler;
    this.#schedule();
  }

  /** The bytes are the mailbox's from now on. */
  post(bytes: Uint8Array): void {
    this.#posted.push(bytes);
    this.#queuedBytes += bytes.length;
    this.#schedule();
  }

  /** Calls back once, after what is posted has been delivered; without a handler it is dropped. */
  afterLast(callback: () => void): void {
    this.#afterLast = callback;
    this.#schedule();
  }

  /** Drops what is posted and delivers nothing more. */
  drop(): void {
    this.#handler = () => {};
    this.#posted = [];
    this.#queuedBytes = 0;
  }

  #schedule(): void {
    const isDue = this.#afterLast !== undefined || (this.#handler !== undefined && this.#posted.length > 0);
    if (this.#isScheduled || !isDue) return;
    this.#isScheduled = true;
    // Not a microtask: two ends that answer each other would starve timers and sockets.
    setImmediate(() => this.#deliver());
  }

  #deliver(): void {
    this.#isScheduled = false;
    const due = this.#posted;
    this.#posted = [];
    for (const bytes of due) {
      this.#queuedBytes = Math.max(0, this.#queuedBytes - bytes.length); // a handler may have called `drop`
      this.#handler?.(bytes);
    }
    if (this.#posted.length === 0) {
      this.#afterLast?.();
      this.#afterLast = undefined;
    }
    this.#schedule();
  }
}
