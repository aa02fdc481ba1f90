// The network of a policy once a plan is carried out, as a policy: VMs where they would run, the links and routes that would be there.
import type { PolicyIr } from "../../../lang/index.ts";
import type { PlanView } from "./plan-view.ts";
import { writtenDuration, writtenNumber, writtenRate, writtenSize } from "./policy-quantity.ts";

type NetworkIr = PolicyIr["network"];
type Ends = NetworkIr["paths"][number];

/** Compiles to the same network, with the state as its beginning. */
export function planVnet({ state }: PlanView, network: NetworkIr): string {
  const { hosts, vms } = network;
  const hostOf = new Map(state.vms.map(({ name, host }) => [name, host]));
  const ends = ({ ends: [a, b], both }: Pick<Ends, "ends" | "both">): string =>
    `${endpoint(network, a)} ${both ? "<->" : "->"} ${endpoint(network, b)}`;
  const isKept = new Map(
    network.links.map(({ a, b, ...more }) => [pairOf(hosts[a]?.name ?? "", hosts[b]?.name ?? ""), more]),
  );
  const names = (indices: readonly number[]): string => indices.map((vm) => vms[vm]?.name).join(", ");
  const macOf = new Map(vms.map(({ name, mac }) => [name, mac]));
  const lines = [
    ...network.sites.map(({ name, region }) => `site ${name}${attributes({ region: quoted(region) })}`),
    ...hosts.map((host) => {
      const { name, proxy, site, address, token, certificate, slots, cpu, memoryBytes, rateBps } = host;
      return `${proxy ? "proxy" : "host"} ${name}${attributes({
        site: site === undefined ? undefined : network.sites[site]?.name,
        address: quoted(address),
        token: quoted(token),
        certificate: quoted(certificate),
        slots: number(slots),
        cpu: number(cpu),
        memory: memoryBytes === undefined ? undefined : writtenSize(memoryBytes),
        rate: rateBps === undefined ? undefined : writtenRate(rateBps),
      })}`;
    }),
    ...vms.map(({ name, mac, cpu, memoryBytes, imageBytes }) => {
      const host = hostOf.get(name) ?? null;
      return `vm ${name}${host === null ? "" : ` on ${host}`}${attributes({
        mac,
        cpu: number(cpu),
        memory: memoryBytes === undefined ? undefined : writtenSize(memoryBytes),
        image: imageBytes === undefined ? undefined : writtenSize(imageBytes),
      })}`;
    }),
    ...network.paths.map((path) => {
      const { rateBps, delaySeconds, loss } = path;
      return `path ${ends(path)}${attributes({
        rate: rateBps === undefined ? undefined : writtenRate(rateBps),
        delay: delaySeconds === undefined ? undefined : writtenDuration(delaySeconds),
        loss: loss === undefined ? undefined : number(loss),
      })}`;
    }),
    ...network.permissions.map((one) => {
      const shape = linkAttributes(one.kinds, one.cost, one.mask);
      return `${one.allow ? "allow" : "deny"} link ${ends(one)}${shape}`;
    }),
    ...state.links.map(({ a, b, kind }) => {
      const kept = isKept.get(pairOf(a, b));
      return `link ${a} <-> ${b}${linkAttributes(kind === undefined ? undefined : [kind], kept?.cost, kept?.mask)}`;
    }),
    ...state.routes.map(
      ({ from, to, hosts: way }) => `forward ${macOf.get(from)} -> ${macOf.get(to)} via ${way.join(", ")}`,
    ),
    ...network.pins.map(({ vm, host }) => `pin ${vms[vm]?.name} on ${hosts[host]?.name}`),
    ...network.together.map((group) => `together ${names(group.vms)}`),
    ...network.apart.map((group) => `apart ${names(group.vms)}`),
  ];
  return `network ${network.name} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

function endpoint({ hosts, sites }: NetworkIr, end: Ends["ends"][number]): string {
  if ("any" in end) return "any";
  return "site" in end ? `site ${sites[end.site]?.name}` : (hosts[end.host]?.name ?? "");
}

function linkAttributes(kinds: readonly string[] | undefined, cost?: number, mask?: string): string {
  const via = kinds?.length === 1 ? kinds[0] : kinds && `[${kinds.join(", ")}]`;
  return attributes({ via, cost: number(cost), mask: quoted(mask) });
}

function attributes(given: Readonly<Record<string, string | undefined>>): string {
  const written = Object.entries(given).filter(([, value]) => value !== undefined);
  return written.length === 0 ? "" : ` { ${written.map(([name, value]) => `${name}: ${value}`).join(", ")} }`;
}

function number(value: number | undefined): string | undefined {
  return value === undefined ? undefined : writtenNumber(value);
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined
    ? undefined
    : `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("{", "\\{")}"`;
}

function pairOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
