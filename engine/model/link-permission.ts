// Which kinds of link a policy allows between two hosts, and at what cost.
import { isEncrypted, linkKinds } from "../../lang/ir/link-kinds.ts";
import type { LinkKind, NetworkIr } from "../../lang/ir/policy-ir.ts";
import { matchesPair } from "./endpoint-match.ts";
import type { Host, LinkChoice } from "./network.ts";

type Permission = NetworkIr["permissions"][number];

const preferenceBetweenSites: readonly LinkKind[] = [
  ...linkKinds.filter((kind) => isEncrypted(kind)),
  ...linkKinds.filter((kind) => !isEncrypted(kind)),
];
const defaultCost = 1;

/**
 * The kinds allowed between two hosts, cheapest first, then by preference: the catalogue's order within a site,
 * encrypted kinds first between sites. A link carries frames both ways, so both directions must be allowed; the dearer one counts.
 */
export function allowedChoices(
  permissions: readonly Permission[],
  supported: readonly LinkKind[],
  hosts: readonly Host[],
  a: number,
  b: number,
): readonly LinkChoice[] {
  const sameSite = hosts[a]?.site === hosts[b]?.site;
  const preference = sameSite ? linkKinds : preferenceBetweenSites;
  const choices: LinkChoice[] = [];
  for (const kind of preference) {
    if (!supported.includes(kind)) continue;
    const there = costOf(permissions, hosts, kind, a, b);
    const back = costOf(permissions, hosts, kind, b, a);
    if (there !== undefined && back !== undefined) choices.push({ kind, cost: Math.max(there, back) });
  }
  return choices.sort((x, y) => x.cost - y.cost); // stable: preference decides among equals
}

/** The cost of one kind in one direction, or undefined where it is denied. The last match wins; what nothing matches is allowed. */
function costOf(
  permissions: readonly Permission[],
  hosts: readonly Host[],
  kind: LinkKind,
  from: number,
  to: number,
): number | undefined {
  const last = permissions.findLast(
    (permission) =>
      (permission.kinds ?? linkKinds).includes(kind) && matchesPair(permission, hosts, from, to),
  );
  if (last === undefined) return defaultCost;
  return last.allow ? (last.cost ?? defaultCost) : undefined;
}
