// The network of a running controller as tables: links, rules, ports, hosts. JSON has the same columns.
import type { NetworkAnswer } from "../../dataplane/index.ts";
import { formatMac } from "../../engine/index.ts";

/** `null`: not known. */
export type Cell = string | number | boolean | null;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export const tableNames = ["links", "rules", "ports", "hosts"] as const;
export type TableName = (typeof tableNames)[number];

export const networkTables: Readonly<Record<TableName, (network: NetworkAnswer) => Table>> = {
  links,
  rules,
  ports,
  hosts,
};

/** A link of the star is up when both ends say so; of others the controller knows it. */
function links(network: NetworkAnswer): Table {
  const { hosts: all } = network;
  const proxy = all.find((host) => host.proxy);
  const sees = (from: (typeof all)[number] | undefined, to: string): boolean =>
    from?.state?.links.some(({ peer, up }) => peer === to && up) === true;
  const star = all
    .filter((host) => host !== proxy)
    .map((host) => [
      proxy?.name ?? null,
      host.name,
      "star",
      sees(proxy, host.name) && sees(host, proxy?.name ?? "") ? "up" : "down",
    ]);
  const others = network.links.map(({ a, b, kind, up }) => [
    all[a]?.name ?? null,
    all[b]?.name ?? null,
    kind,
    up ? "up" : "down",
  ]);
  return { columns: ["from", "to", "kind", "state"], rows: [...star, ...others] };
}

/** Of every daemon that answers, in the order in which they are looked at: the highest priority first. */
function rules(network: NetworkAnswer): Table {
  const vmOf = vmNames(network);
  const rows = network.hosts.flatMap(({ name, state }) =>
    (state?.rules ?? [])
      .toSorted((one, other) => other.priority - one.priority)
      .map(({ source, destination, priority, target }): Cell[] => [
        name,
        matcher(source, vmOf),
        matcher(destination, vmOf),
        priority,
        "peer" in target ? `link to ${target.peer}` : `port of ${vmOf(target.port)}`,
      ]),
  );
  return { columns: ["host", "source", "destination", "priority", "target"], rows };
}

type Matcher = NonNullable<NetworkAnswer["hosts"][number]["state"]>["rules"][number]["source"];

function matcher(of: Matcher, vmOf: (mac: number) => string): string {
  if ("mac" in of) return vmOf(of.mac);
  return "not" in of ? `not ${vmOf(of.not)}` : "any";
}

/** A VM without a port is where the controller has it, and `plugged` is no. */
function ports(network: NetworkAnswer): Table {
  const { hosts: all, vms } = network;
  const known = vms.map(({ name, mac, host }): Cell[] => {
    const at = all.find(({ state }) => state?.ports.includes(mac) === true);
    const place = at?.name ?? (host === null ? null : (all[host]?.name ?? null));
    return [name, formatMac(mac), place, at !== undefined];
  });
  const macs = new Set(vms.map(({ mac }) => mac));
  const foreign = all.flatMap(({ name, state }) =>
    (state?.ports ?? [])
      .filter((mac) => !macs.has(mac))
      .map((mac): Cell[] => [null, formatMac(mac), name, true]),
  );
  return { columns: ["vm", "mac", "host", "plugged"], rows: [...known, ...foreign] };
}

function hosts({ hosts: all }: NetworkAnswer): Table {
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  return {
    columns: ["host", "role", "daemon", "epoch", "ports", "links", "rules", "sent", "dropped"],
    rows: all.map(({ name, proxy, state }) => {
      const role = proxy ? "proxy" : "host";
      if (state === null) return [name, role, "lost", null, null, null, null, null, null];
      const { epoch, ports: macs, links: peers, rules: own, traffic, drops } = state;
      const up = peers.filter((link) => link.up).length;
      const { unicast, broadcast, multicast } = traffic;
      const sent = unicast.frames + broadcast.frames + multicast.frames;
      return [name, role, "up", epoch, macs.length, up, own.length, sent, sum(drops)];
    }),
  };
}

function vmNames({ vms }: NetworkAnswer): (mac: number) => string {
  const names = new Map(vms.map(({ name, mac }) => [mac, name]));
  return (mac) => names.get(mac) ?? formatMac(mac);
}
