// The sessions of all daemons of a network, by host.
import type { Network } from "../../engine/model/network.ts";
import type { DaemonState } from "../control/control-messages.ts";
import { DataplaneError } from "../dataplane-errors.ts";
import type { DaemonSession } from "./control-server.ts";

export class Fleet {
  readonly #network: Network;
  readonly #sessions: (DaemonSession | undefined)[];
  #complete: (() => void) | undefined;

  constructor(network: Network) {
    this.#network = network;
    this.#sessions = network.hosts.map(() => undefined);
  }

  /** The session of a host's daemon. Throws VNET_ERR_CONTROL_LOST when there is none. */
  session(host: number): DaemonSession {
    const session = this.#sessions[host];
    if (session) return session;
    const name = this.#network.hosts[host].name;
    throw new DataplaneError("VNET_ERR_CONTROL_LOST", `daemon \`${name}\` is not connected`);
  }

  get connected(): DaemonSession[] {
    return this.#sessions.filter((session) => session !== undefined);
  }

  /** What each connected daemon says of itself now; one that does not answer is left out. */
  async states(): Promise<DaemonState[]> {
    const answers = await Promise.allSettled(this.connected.map(async ({ rpc }) => rpc.call("query", {})));
    return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  }

  joined(session: DaemonSession): void {
    this.#sessions[session.host] = session;
    if (this.connected.length === this.#sessions.length) this.#complete?.();
  }

  left(session: DaemonSession): void {
    if (this.#sessions[session.host] === session) this.#sessions[session.host] = undefined;
  }

  /** Resolves when every daemon is there. Rejects with VNET_ERR_DAEMON_MISSING after the limit, or when the signal aborts. */
  async whole(limitSeconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.connected.length === this.#sessions.length) return;
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(this.#missing(limitSeconds)), limitSeconds * 1000);
      const abort = (): void => {
        clearTimeout(limit);
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", abort, { once: true });
      this.#complete = () => {
        clearTimeout(limit);
        signal.removeEventListener("abort", abort);
        resolve();
      };
    });
  }

  #missing(limitSeconds: number): DataplaneError {
    const names = this.#network.hosts.filter((_host, host) => !this.#sessions[host]).map(({ name }) => name);
    const who = `daemon${names.length > 1 ? "s" : ""} ${names.map((name) => `\`${name}\``).join(", ")}`;
    return new DataplaneError("VNET_ERR_DAEMON_MISSING", `${who} did not appear within ${limitSeconds} s`);
  }
}
