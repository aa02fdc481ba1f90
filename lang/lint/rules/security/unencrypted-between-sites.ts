// The rule that finds link kinds that anyone on the way can read, where they lead from one site to another.
import { allowedKinds, isAbout } from "../../../check/permissions.ts";
import { isEncrypted, linkKinds } from "../../../ir/link-kinds.ts";
import type { LinkKind, NetworkIr, Origin } from "../../../ir/policy-ir.ts";
import type { NetworkItem } from "../../../syntax/tree.ts";
import type { LintRule } from "../../lint-rule.ts";

type Permission = NetworkIr["permissions"][number];

export const unencryptedBetweenSites: LintRule = {
  id: "security/unencrypted-between-sites",
  title: "a link kind without encryption between two sites",
  severity: "warning",
  docs: "lang/lint/rules/security/unencrypted-between-sites.md",
  create: ({ policy, report }) => ({
    network({ items }) {
      if (policy === undefined || policy.network.sites.length < 2) return;
      const { network } = policy;
      const pairs = pairsBetweenSites(network);
      for (const item of items) {
        const found = allowedIn(network, item, pairs) ?? keptBy(network, item);
        if (found === undefined) continue;
        const { kind, a, b } = found;
        const [from, to] = [a, b].map((host) => network.hosts[host]?.name);
        const via =
          "attributes" in item ? item.attributes.find(({ name }) => name.text === "via") : undefined;
        report(
          via?.value.span ?? item.span,
          `\`${kind}\` is not encrypted, and \`${from}\` and \`${to}\` are at different sites`,
          { help: `between sites use an encrypted kind: ${encrypted.join(", ")}` },
        );
      }
    },
  }),
};

const encrypted = linkKinds.filter(isEncrypted).map((kind) => `\`${kind}\``);

interface Found {
  readonly kind: LinkKind;
  readonly a: number;
  readonly b: number;
}

/** A kind that an `allow` names, and two hosts between which it may then be used. */
function allowedIn(
  network: NetworkIr,
  item: NetworkItem,
  pairs: readonly (readonly [number, number])[],
): Found | undefined {
  if (item.kind !== "allow") return undefined;
  const permission = network.permissions.find(({ origin }) => isFrom(item, origin));
  const kinds = permission?.kinds?.filter((kind) => !isEncrypted(kind)) ?? [];
  if (permission === undefined || kinds.length === 0) return undefined;
  for (const [a, b] of pairs) {
    if (!isAbout(permission, network, a, b)) continue;
    const kind = allowedKinds(network, a, b).find((each) => kinds.includes(each));
    if (kind !== undefined) return { kind, a, b };
  }
  return undefined;
}

/** A kind that a kept link names, and its ends. */
function keptBy(network: NetworkIr, item: NetworkItem): Found | undefined {
  if (item.kind !== "link" && item.kind !== "overlay") return undefined;
  for (const { a, b, kinds, origin } of network.links) {
    if (!isFrom(item, origin) || !areApart(network, a, b)) continue;
    const kind = kinds?.find((each) => !isEncrypted(each));
    if (kind !== undefined) return { kind, a, b };
  }
  return undefined;
}

function isFrom({ span }: NetworkItem, [file, start]: Origin): boolean {
  return span.file === file && span.start === start;
}

/** Of a host without a site nobody knows where it is. */
function areApart({ hosts }: NetworkIr, a: number, b: number): boolean {
  const [here, there] = [hosts[a]?.site, hosts[b]?.site];
  return here !== undefined && there !== undefined && here !== there;
}

/** Both orders; of hosts of one site that no permission names, one stands for all. */
function pairsBetweenSites(network: NetworkIr): (readonly [number, number])[] {
  const named = new Set(network.permissions.flatMap(namedHosts));
  const standing = new Map<string, number>();
  for (const [host, { site }] of network.hosts.entries())
    if (site !== undefined) standing.set(named.has(host) ? `host ${host}` : `site ${site}`, host);
  const hosts = [...standing.values()];
  return hosts.flatMap((a) => hosts.filter((b) => areApart(network, a, b)).map((b) => [a, b] as const));
}

function namedHosts({ ends }: Permission): number[] {
  return ends.flatMap((end) => ("host" in end ? [end.host] : []));
}
