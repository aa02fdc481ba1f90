// The links and moves of a plan as changes with their reasons, in names.
import type { LinkReason, MoveReason, Network, PlanDiff, Variant } from "../../../engine/index.ts";
import type { LinkChange, MoveChange } from "./plan-view.ts";

type Link = LinkReason["link"];

export function linkChanges(
  network: Network,
  { links }: PlanDiff,
  reasons: readonly LinkReason[],
): LinkChange[] {
  const named = (change: LinkChange["change"], link: Link, was: Link | undefined): LinkChange => {
    const [a, b] = endsOf(network, link);
    const reason = reasons.find((one) => one.link === link);
    const why = reason === undefined ? null : linkWhy(network, reason);
    return { change, a, b, kind: link.kind, cost: link.cost, wasKind: was?.kind ?? null, why };
  };
  return [
    ...links.added.map((link) => named("+", link, undefined)),
    ...links.changed.map(({ before, after }) => named("~", after, before)),
    ...links.removed.map((link) => named("-", link, link)),
  ];
}

export function moveChanges(
  { hosts, vms }: Network,
  { moves }: PlanDiff,
  reasons: readonly MoveReason[],
): MoveChange[] {
  return moves.map(({ vm, from, to }): MoveChange => {
    const reason = reasons.find((one) => one.vm === vm);
    return {
      change: "~",
      vm: vms[vm].name,
      from: hosts[from].name,
      to: hosts[to].name,
      why:
        reason === undefined
          ? null
          : {
              bitsPerSecond: reason.bps,
              offHubBitsPerSecond: reason.offHubBps,
              partners: reason.partners.map(({ vm: partner, host, bps }) => ({
                vm: vms[partner].name,
                host: hosts[host].name,
                bitsPerSecond: bps,
              })),
              downtimeSeconds: numberOrNull(reason.downtimeSeconds),
              gainWithout: gainWithout(reason.without),
              alternative:
                reason.instead === undefined
                  ? null
                  : { host: hosts[reason.instead.host].name, ...variant(reason.instead) },
            },
    };
  });
}

/** Each link and move in a few words, for comparing plans: `+ link a <-> b`, `~ move v: a -> b`. */
export function plainChanges(network: Network, { links, moves }: PlanDiff): string[] {
  const { hosts, vms } = network;
  const link = (sign: string, one: Link): string =>
    `${sign} link ${endsOf(network, one).join(" <-> ")} (${one.kind})`;
  return [
    ...links.added.map((one) => link("+", one)),
    ...links.changed.map(({ after }) => link("~", after)),
    ...links.removed.map((one) => link("-", one)),
    ...moves.map(({ vm, from, to }) => `~ move ${vms[vm].name}: ${hosts[from].name} -> ${hosts[to].name}`),
  ];
}

function linkWhy(network: Network, reason: LinkReason): NonNullable<LinkChange["why"]> {
  const { flows, bps, offHubBps, without, instead } = reason;
  const ends = instead === undefined ? undefined : endsOf(network, instead.link);
  return {
    flows,
    bitsPerSecond: bps,
    offHubBitsPerSecond: offHubBps,
    gainWithout: gainWithout(without),
    alternative:
      instead === undefined || ends === undefined
        ? null
        : { a: ends[0], b: ends[1], bitsPerSecond: instead.betweenBps, ...variant(instead) },
  };
}

/** The lower name first, as everywhere. */
function endsOf({ hosts }: Network, { a, b }: Link): [string, string] {
  const [x, y] = [hosts[a].name, hosts[b].name];
  return x < y ? [x, y] : [y, x];
}

function variant({ gain, objection }: Variant): { gain: number | null; objection: string | null } {
  return { gain: numberOrNull(gain), objection: objection ?? null };
}

function gainWithout(without: Variant | undefined): number | null {
  return without === undefined ? null : numberOrNull(without.gain);
}

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
