// One fact and what it was, in the words and names of the policy.
import type { FactReading, Network, Value } from "../../engine/index.ts";
import { facts, type FactKind } from "../../lang/index.ts";
import { formatRate, formatSeconds, formatShare, threeDigits } from "./quantity.ts";

/** `traffic.total = 20.3 Mbit/s`, `host.load(n3) is unknown`. */
export function factSentence(network: Network, { fact, args, value }: FactReading): string {
  const { takes, gives } = facts[fact];
  const given = args.map((arg, position) => describe(network, takes[position] ?? "count", arg));
  const name = given.length === 0 ? fact : `${fact}(${given.join(", ")})`;
  return value === undefined ? `${name} is unknown` : `${name} = ${describe(network, gives, value)}`;
}

function describe(network: Network, kind: FactKind, value: Value): string {
  if (typeof value === "object") {
    const member = memberKinds[kind];
    return `[${value.map((item) => describe(network, member ?? kind, item)).join(", ")}]`;
  }
  if (typeof value === "string") return describeKey(network, kind, value);
  if (typeof value === "boolean") return String(value);
  switch (kind) {
    case "host":
      return network.hosts[value]?.name ?? String(value);
    case "vm":
      return network.vms[value]?.name ?? String(value);
    case "site":
      return network.siteNames[value] ?? String(value);
    case "rate":
      return formatRate(value);
    case "duration":
      return formatSeconds(value);
    case "share":
      return formatShare(value);
    default:
      return threeDigits(value);
  }
}

const memberKinds: { readonly [kind in FactKind]?: FactKind } = {
  hosts: "host",
  vms: "vm",
  links: "link",
  flows: "flow",
};

/** Links are keys `a-b`, flows `v>w`, of indices; shapes are words already. */
function describeKey(network: Network, kind: FactKind, key: string): string {
  if (kind === "link")
    return key
      .split("-")
      .map((host) => describe(network, "host", Number(host)))
      .join(" <-> ");
  if (kind === "flow")
    return key
      .split(">")
      .map((vm) => describe(network, "vm", Number(vm)))
      .join(" -> ");
  return key;
}
