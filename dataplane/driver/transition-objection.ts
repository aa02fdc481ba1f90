// What speaks against a transition before anything is done: kinds that cannot be opened, links and rules that lead nowhere.
import type { Transition } from "../../engine/data-plane.ts";
import type { Link, Network } from "../../engine/model/network.ts";
import type { LinkKind } from "../../lang/ir/policy-ir.ts";
import { openableKinds } from "../link/link-openers.ts";
import type { HostPair } from "./link-book.ts";

/** The link kinds that this data plane can open. */
export const supportedLinkKinds: readonly LinkKind[] = openableKinds;

/** One sentence for the refusal, or undefined. `overlay` and `epoch`: the fast path and the epoch as they are. */
export function transitionObjection(
  network: Network,
  overlay: readonly Link[],
  epoch: number,
  transition: Transition,
): string | undefined {
  const { open, close } = transition;
  if (transition.epoch <= epoch) return `epoch ${transition.epoch} does not follow epoch ${epoch}`;
  const foreign = open.find(({ kind }) => !supportedLinkKinds.includes(kind));
  if (foreign) return `link kind \`${foreign.kind}\` is not supported by this data plane`;
  const present = open.find((link) => overlay.some((other) => joinsSame(link, other)));
  if (present) return `link ${nameOf(network, present)} is open already`;
  const absent = close.find((link) => !overlay.some((other) => joinsSame(link, other)));
  if (absent) return `link ${nameOf(network, absent)} is not open and cannot be closed`;
  return ruleObjection(network, nextOverlay(overlay, transition), transition);
}

/** The fast path after a transition: what stays, then what is opened. */
export function nextOverlay(overlay: readonly Link[], { open, close }: Transition): readonly Link[] {
  return [...overlay.filter((link) => !close.some((other) => joinsSame(link, other))), ...open];
}

function ruleObjection(
  network: Network,
  overlay: readonly Link[],
  { rules }: Transition,
): string | undefined {
  const { hosts, vms, proxy } = network;
  if (rules.length !== hosts.length) return `rules for ${rules.length} hosts, expected ${hosts.length}`;
  const joins = (a: number, b: number): boolean =>
    a !== b && (a === proxy || b === proxy || overlay.some((link) => joinsSame(link, { a, b })));
  for (const [at, list] of rules.entries()) {
    for (const { target } of list) {
      if ("port" in target) {
        if (!(target.port in vms))
          return `a rule at \`${hosts[at].name}\` names VM ${target.port} of ${vms.length}`;
      } else if (!joins(at, target.link)) {
        const peer = hosts[target.link]?.name ?? target.link;
        return `a rule at \`${hosts[at].name}\` leads to \`${peer}\`, but no link does`;
      }
    }
  }
  return undefined;
}

function joinsSame(link: HostPair, { a, b }: HostPair): boolean {
  return (link.a === a && link.b === b) || (link.a === b && link.b === a);
}

function nameOf({ hosts }: Network, { a, b }: HostPair): string {
  return `\`${hosts[a].name}\` <-> \`${hosts[b].name}\``;
}
