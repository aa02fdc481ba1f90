// Which kinds of link a policy allows between two hosts.
import { linkKinds } from "../ir/link-kinds.ts";
import type { EndpointIr, LinkKind, NetworkIr } from "../ir/policy-ir.ts";

type Permission = NetworkIr["permissions"][number];

function covers(endpoint: EndpointIr, host: number, network: NetworkIr): boolean {
  if ("any" in endpoint) return true;
  if ("host" in endpoint) return endpoint.host === host;
  return network.hosts[host]?.site === endpoint.site;
}

/** Whether a permission speaks of links from the one host to the other. */
export function isAbout(
  { ends: [first, second], both }: Permission,
  network: NetworkIr,
  from: number,
  to: number,
): boolean {
  if (covers(first, from, network) && covers(second, to, network)) return true;
  return both && covers(first, to, network) && covers(second, from, network);
}

/** Both ways, as a link carries both: of the permissions that match, the last decides; what none matches is allowed. */
export function allowedKinds(network: NetworkIr, a: number, b: number): readonly LinkKind[] {
  const permits = (kind: LinkKind, from: number, to: number): boolean => {
    const last = network.permissions.findLast(
      (permission) => permission.kinds?.includes(kind) !== false && isAbout(permission, network, from, to),
    );
    return last?.allow ?? true;
  };
  return linkKinds.filter((kind) => permits(kind, a, b) && permits(kind, b, a));
}
