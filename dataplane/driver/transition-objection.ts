// What speaks against a transition before anything is done: kinds that cannot be opened, rules that lead nowhere.
import type { Transition } from "../../engine/data-plane.ts";
import type { Link, Network } from "../../engine/model/network.ts";
import type { LinkKind } from "../../lang/ir/policy-ir.ts";

/** The link kinds that this data plane can open. */
export const supportedLinkKinds = ["ws"] as const satisfies readonly LinkKind[];

/** One sentence for the refusal, or undefined. `overlay` and `epoch`: the fast path and the epoch as they are. */
export function transitionObjection(
  network: Network,
  overlay: readonly Link[],
  epoch: number,
  transition: Transition,
): string | undefined {
  if (transition.epoch <= epoch) return `epoch ${transition.epoch} does not follow epoch ${epoch}`;
  const supported: readonly LinkKind[] = supportedLinkKinds;
  const foreign = transition.open.find(({ kind }) => !supported.includes(kind));
  if (foreign) return `link kind \`${foreign.kind}\` is not supported by this data plane`;
  return ruleObjection(network, nextOverlay(overlay, transition), transition);
}

/** The fast path after a transition: what stays, then what is opened. */
export function nextOverlay(overlay: readonly Link[], { open, close }: Transition): readonly Link[] {
  const gone = [...close, ...open];
  return [...overlay.filter((link) => !gone.some((other) => joinsSame(link, other))), ...open];
}

function ruleObjection(
  network: Network,
  overlay: readonly Link[],
  { rules }: Transition,
): string | undefined {
  const nameOf = (host: number): string => network.hosts[host]?.name ?? `#${host}`;
  for (const [at, list] of rules.entries()) {
    for (const { target } of list) {
      if (!("link" in target)) continue;
      const pair = { a: Math.min(at, target.link), b: Math.max(at, target.link) };
      const isStar = at !== target.link && (at === network.proxy || target.link === network.proxy);
      if (isStar || overlay.some((link) => joinsSame(link, pair))) continue;
      return `a rule at \`${nameOf(at)}\` leads to \`${nameOf(target.link)}\`, but no link does`;
    }
  }
  return undefined;
}

function joinsSame(link: Pick<Link, "a" | "b">, other: Pick<Link, "a" | "b">): boolean {
  return link.a === other.a && link.b === other.b;
}
