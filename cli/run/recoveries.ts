// What was lost and is back: news, while daemons and links that come up for the first time are not.
import type { NetworkEvent } from "../../engine/index.ts";

export class Recoveries {
  readonly #lost = new Set<string>();

  /** Notes what is lost; whether an event tells that something lost is back. */
  isRecovery({ kind, host, otherHost }: NetworkEvent): boolean {
    const what = `${host} ${otherHost ?? ""}`;
    if (kind === "daemon-down" || kind === "daemon-left" || kind === "link-down") this.#lost.add(what);
    return (kind === "daemon-up" || kind === "link-up") && this.#lost.delete(what);
  }
}
