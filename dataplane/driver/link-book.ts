// The links that the controller wants, who dials whom, and which of them are up at both ends.
import type { Network } from "../../engine/model/network.ts";
import type { LinkKind } from "../../lang/ir/policy-ir.ts";
import type { OpenRequest, Shaping } from "../control/control-messages.ts";
import { createSecret } from "../control/run-token.ts";
import { DataplaneError } from "../dataplane-errors.ts";
import { openableKinds, type OpenableKind } from "../link/link-openers.ts";
import type { DaemonSession } from "./control-server.ts";
import { dialUrl } from "./dial-address.ts";

/** Two hosts of an overlay link, in either order. */
export interface HostPair {
  readonly a: number;
  readonly b: number;
}

/** A link to be wanted; without a kind, of the first kind that is allowed. */
export interface LinkRequest extends HostPair {
  readonly kind?: LinkKind;
}

/** A link as its two ends were asked for it. */
export interface OpenedLink {
  readonly kind: OpenableKind;
  readonly dialler: number;
  readonly acceptor: number;
  readonly key: string;
}

interface WantedLink extends OpenedLink {
  readonly upAt: Set<number>; // hosts whose daemon says that the link is up
}

interface LinkBookOptions {
  readonly network: Network;
  readonly shapeLinks: boolean;
  readonly session: (host: number) => DaemonSession;
  /** A link has come up at both ends, or is up at both ends no more. */
  readonly changed: (link: HostPair, up: boolean, reason: string) => void;
}

export class LinkBook {
  readonly #options: LinkBookOptions;
  readonly #wanted = new Map<string, WantedLink>();
  readonly #said = new Set<string>(); // ends that are up, wanted or not: an earlier controller's links
  readonly #reasons = new Map<string, string>(); // why a link is down, as an end of it said last
  readonly #waiting = new Set<() => void>();

  constructor(options: LinkBookOptions) {
    this.#options = options;
  }

  has(pair: HostPair): boolean {
    return this.#wanted.has(pairKey(pair));
  }

  isUp(pair: HostPair): boolean {
    return this.#wanted.get(pairKey(pair))?.upAt.size === 2;
  }

  /** Wants a link that an earlier controller has opened, as it is. */
  adopt({ kind, dialler, acceptor, key }: OpenedLink): void {
    const upAt = new Set(
      [dialler, acceptor].filter((end) => this.#said.has(`${end} ${dialler + acceptor - end}`)),
    );
    this.#wanted.set(pairKey({ a: dialler, b: acceptor }), { kind, dialler, acceptor, key, upAt });
  }

  /**
   * Asks both ends for a link, wanted from now on; a link that is wanted already is asked for again with the same key.
   * The acceptor hears first, so that the dialler finds it ready. Spokes dial the Proxy, which may be all they can reach.
   */
  async open(pair: LinkRequest): Promise<void> {
    const { network, session } = this.#options;
    let link = this.#wanted.get(pairKey(pair));
    if (!link) {
      const dialler = pair.a === network.proxy ? pair.b : pair.a;
      const acceptor = pair.a + pair.b - dialler;
      link = { kind: this.#kindOf(pair), dialler, acceptor, key: createSecret(), upAt: new Set() };
      this.#wanted.set(pairKey(pair), link);
    }
    const { kind, dialler, acceptor, key } = link;
    await session(acceptor).rpc.call("open", this.#request(acceptor, dialler, kind, { accept: { key } }));
    const url = dialUrl(session(acceptor), session(dialler));
    await session(dialler).rpc.call("open", this.#request(dialler, acceptor, kind, { dial: { url, key } }));
  }

  /** Asks both ends to close a link that is wanted no more; an end that is gone has no link either. */
  async close(pair: HostPair): Promise<void> {
    const wasUp = this.isUp(pair);
    if (!this.#wanted.delete(pairKey(pair))) return;
    if (wasUp) this.#options.changed(pair, false, "it is no longer wanted");
    const { network, session } = this.#options;
    const end = async (at: number, peer: number): Promise<void> => {
      await session(at).rpc.call("close", { peer: network.hosts[peer].name });
    };
    await Promise.allSettled([end(pair.a, pair.b), end(pair.b, pair.a)]);
  }

  /** The wanted links with an end at this host. */
  linksAt(host: number): HostPair[] {
    return [...this.#wanted.values()]
      .filter(({ dialler, acceptor }) => dialler === host || acceptor === host)
      .map(({ dialler, acceptor }) => ({ a: dialler, b: acceptor }));
  }

  /** Those of them that belong to the star. */
  spokesAt(host: number): HostPair[] {
    return this.linksAt(host).filter((pair) => this.isSpoke(pair));
  }

  /** Whether a link joins a host to the Proxy. */
  isSpoke({ a, b }: HostPair): boolean {
    return a === this.#options.network.proxy || b === this.#options.network.proxy;
  }

  /** Notes what one end says. */
  report(host: number, peer: number, up: boolean, reason: string): void {
    const pair = { a: host, b: peer };
    const link = this.#wanted.get(pairKey(pair));
    if (up) this.#said.add(`${host} ${peer}`);
    else this.#said.delete(`${host} ${peer}`);
    if (!link) return;
    if (!up && reason !== "") this.#reasons.set(pairKey(pair), reason);
    const was = link.upAt.size === 2;
    if (up) link.upAt.add(host);
    else link.upAt.delete(host);
    const is = link.upAt.size === 2;
    if (was !== is) this.#options.changed({ a: Math.min(host, peer), b: Math.max(host, peer) }, is, reason);
    for (const check of this.#waiting) check();
  }

  /** The daemon of a host is gone, and its ends of the links with it. */
  lost(host: number): void {
    for (const { a, b } of this.linksAt(host)) this.report(host, a + b - host, false, "its daemon is gone");
    for (const end of this.#said) if (end.startsWith(`${host} `)) this.#said.delete(end);
  }

  /** Resolves when all are up at both ends; rejects when the signal aborts or, after the limit, naming one that is not. */
  async allUp(pairs: readonly HostPair[], limitSeconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const done = (settle: () => void): void => {
        clearTimeout(limit);
        this.#waiting.delete(check);
        signal.removeEventListener("abort", abort);
        settle();
      };
      const check = (): void => {
        if (pairs.every((pair) => this.isUp(pair))) done(resolve);
      };
      const abort = (): void => done(() => reject(signal.reason as Error));
      const limit = setTimeout(
        () => done(() => reject(this.#late(pairs, limitSeconds))),
        limitSeconds * 1000,
      );
      this.#waiting.add(check);
      signal.addEventListener("abort", abort);
      check();
    });
  }

  #late(pairs: readonly HostPair[], limitSeconds: number): DataplaneError {
    const late = pairs.filter((pair) => !this.isUp(pair));
    const [a, b] = [late[0].a, late[0].b].map((host) => this.#options.network.hosts[host].name);
    const reason = this.#reasons.get(pairKey(late[0]));
    const others = late.length > 1 ? ` and ${late.length - 1} more` : "";
    return new DataplaneError(
      "VNET_ERR_LINK_LATE",
      `link \`${a}\` <-> \`${b}\`${others} did not come up within ${limitSeconds} s${reason === undefined ? "" : `: ${reason}`}`,
    );
  }

  /** A transition asks for no kind that cannot be opened; the star is built even where the policy allows it none of ours. */
  #kindOf({ a, b, kind }: LinkRequest): OpenableKind {
    const wanted = kind ?? this.#options.network.linkKinds(a, b)[0]?.kind;
    return openableKinds.find((one) => one === wanted) ?? "ws";
  }

  #request(at: number, peer: number, kind: OpenableKind, end: OpenRequest["end"]): OpenRequest {
    const { network, shapeLinks } = this.#options;
    const request = { peer: network.hosts[peer].name, kind, end };
    return shapeLinks ? { ...request, shaping: shapingOf(network, at, peer) } : request;
  }
}

/** What the policy says of the way from one host to another; what it leaves open is not limited. */
function shapingOf(network: Network, from: number, to: number): Shaping {
  const known = (value: number): boolean => Number.isFinite(value);
  const rateBps = network.pathRateBps(from, to);
  const delaySeconds = network.pathDelaySeconds(from, to);
  const cardBps = network.hosts[from].rateBps;
  return {
    ...(known(rateBps) && { rateBps }),
    ...(known(delaySeconds) && { delaySeconds }),
    ...(known(cardBps) && { cardBps }),
  };
}

function pairKey({ a, b }: HostPair): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
