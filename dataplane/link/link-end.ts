// The end of a link, told once: to the handler that is set, or to the one that is set afterwards.

export class LinkEnd {
  #handler: ((reason: string) => void) | undefined;
  #reason: string | undefined;
  #isTold = false;

  onClose(handler: (reason: string) => void): void {
    this.#handler = handler;
    if (this.#reason !== undefined) setImmediate(() => this.#tell());
  }

  /** `reason` is one sentence; only the first counts. */
  close(reason: string): void {
    this.#reason ??= reason;
    this.#tell();
  }

  #tell(): void {
    if (this.#isTold || this.#reason === undefined || this.#handler === undefined) return;
    this.#isTold = true;
    this.#handler(this.#reason);
  }
}
