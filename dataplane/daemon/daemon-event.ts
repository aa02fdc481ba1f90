// What befalls a daemon, for its log: a kind that stays the same from version to version, its fields, and one sentence.

interface Event<Kind extends string> {
  readonly kind: Kind;
  /** Without the daemon's own name; lower-case start, no full stop. */
  readonly message: string;
}

export type DaemonEvent =
  /** The controller has admitted it, at first or again. `epoch`: of the rules that the controller has in force. */
  | (Event<"joined"> & { readonly epoch: number; readonly again: boolean })
  /** The connection to the controller is lost, or the controller has taken leave; frames flow on. */
  | Event<"controller-lost" | "controller-ended">
  /** An attempt to connect again has failed; told once for as long as the reason stays the same. */
  | (Event<"rejoin-failed"> & { readonly reason: string })
  | (Event<"link-up"> & { readonly peer: string })
  | (Event<"link-down"> & { readonly peer: string; readonly reason: string })
  /** The peer cannot be reached, and is tried on. */
  | (Event<"link-unreachable"> & { readonly peer: string; readonly reason: string })
  /** The controller says something to the operator of this daemon. */
  | Event<"notice">
  /** The card of a VM is plugged in, or out. `mac`: lower-case octets with colons. */
  | (Event<"port-attached" | "port-detached"> & { readonly mac: string })
  /** Rules of a new epoch have come into force. */
  | (Event<"epoch-committed"> & { readonly epoch: number; readonly rules: number })
  /** More frames have been dropped; `drops` counts since the start, by reason. */
  | (Event<"frames-dropped"> & { readonly drops: Readonly<Record<string, number>> });

/** Hears of every event, at once; must not throw. */
export type DaemonListener = (event: DaemonEvent) => void;
