// The epoch on the wire and its rules: changed at all daemons at once, given again to a daemon that has come back.
import type { Network } from "../../engine/model/network.ts";
import type { Flow } from "../control/control-messages.ts";
import { DataplaneError } from "../dataplane-errors.ts";
import { changeRules, type Installed, nextEpoch, wireRule } from "./change-rules.ts";
import type { DaemonSession } from "./control-server.ts";
import type { Fleet } from "./fleet.ts";
import type { HostPair, LinkBook } from "./link-book.ts";
import type { MarkerWatch } from "./marker-watch.ts";
import type { RulesByHost } from "./moved-flows.ts";

interface EpochOptions {
  readonly network: Network;
  readonly fleet: Fleet;
  readonly links: LinkBook;
  readonly mapping: Int32Array;
}

interface Change {
  readonly open: readonly HostPair[];
  readonly close: readonly HostPair[];
  readonly rules: RulesByHost;
  readonly signal: AbortSignal;
  /** From here only forward. */
  readonly decided?: () => void;
}

export class EpochInForce {
  readonly #options: EpochOptions;
  #undecided: AbortController | undefined; // of a change that can still be undone
  #markers: MarkerWatch | undefined;
  installed: Installed = { epoch: 0, rules: [] };

  constructor(options: EpochOptions) {
    this.#options = options;
  }

  /** Never two at once. Rejects before the decision only, with everything as it was. */
  async change({ open, close, rules, signal, decided }: Change): Promise<void> {
    const { fleet, links } = this.#options;
    const before = this.installed;
    const after = { epoch: nextEpoch(before.epoch), rules };
    const undecided = new AbortController();
    this.#undecided = undecided;
    await changeRules({
      ...this.#options,
      open,
      close: close.filter((link) => !links.isSpoke(link)), // the star's links are never closed
      before,
      after,
      signal: AbortSignal.any([signal, undecided.signal]),
      session: (host) => fleet.session(host),
      decided: (markers) => {
        this.#undecided = undefined;
        this.#markers = markers;
        this.installed = after;
        decided?.();
      },
    });
    this.#markers = undefined;
  }

  acknowledged(epoch: number, flow: Flow): void {
    this.#markers?.acknowledged(epoch, flow);
  }

  /** A daemon is gone: a change that can still be undone is undone, and no marker is awaited from it. */
  lost({ host, hello }: DaemonSession, reason: string): void {
    const message = `daemon \`${hello.name}\` was lost: ${reason}`;
    this.#undecided?.abort(new DataplaneError("VNET_ERR_CONTROL_LOST", message));
    this.#markers?.giveUp(host);
  }

  /** Brings a daemon that has come back to the state of the others. */
  async reinstall({ rpc, host }: DaemonSession): Promise<void> {
    const { network, links } = this.#options;
    await Promise.allSettled(links.linksAt(host).map((link) => links.open(link)));
    const { epoch, rules } = this.installed;
    if (epoch === 0 || (await rpc.call("query", {})).epoch === epoch) return;
    const own = (rules[host] ?? []).map((rule) => wireRule(network, rule));
    await rpc.call("prepare", { epoch, rules: own, expect: [] });
    await rpc.call("commit", { epoch, moved: [] });
  }
}
