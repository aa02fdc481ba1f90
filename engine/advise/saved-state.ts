// A network's state as a file: where VMs run, which fast-path links and routes are there, all by the names of the policy.
import { z } from "zod";
import type { Link, Network } from "../model/network.ts";
import type { Route } from "../model/route.ts";
import type { Plan } from "../plan/plan.ts";

const nameSchema = z.string().min(1);

/** Keys that are not known are passed over, so that a file may say more. */
export const savedStateSchema = z.object({
  /** VMs that are left out, or have `null`, run where the policy has them. */
  vms: z.array(z.object({ name: nameSchema, host: nameSchema.nullable() })),
  /** Beside the star. */
  links: z.array(z.object({ a: nameSchema, b: nameSchema, kind: nameSchema.optional() })),
  /** One for each directed pair of VMs that does not use the star. */
  routes: z.array(z.object({ from: nameSchema, to: nameSchema, hosts: z.array(nameSchema) })).default([]),
});

export type SavedState = z.infer<typeof savedStateSchema>;

/** The state as a plan of the network, or what is wrong with it: one sentence that says where. */
export function readSavedState(value: unknown, network: Network): Plan | { readonly fault: string } {
  const inner = typeof value === "object" && value !== null && "state" in value ? value.state : value;
  const parsed = savedStateSchema.safeParse(inner);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = placeOf(inner === value ? [] : ["state"], issue?.path ?? []);
    return { fault: `${place}: ${lowered(issue?.message ?? "not a state")}` };
  }
  const faults: string[] = [];
  const find = (kind: string, names: ReadonlyMap<string, number>, name: string, place: string): number => {
    const index = names.get(name);
    if (index === undefined) faults.push(`${place}: the policy has no ${kind} \`${name}\``);
    return index ?? 0;
  };
  const hostNames = new Map(network.hosts.map(({ name }, index) => [name, index]));
  const vmNames = new Map(network.vms.map(({ name }, index) => [name, index]));
  const { vms, links, routes } = parsed.data;
  const mapping = network.initialMapping.slice();
  vms.forEach(({ name, host }, at) => {
    const vm = find("VM", vmNames, name, `vms[${at}].name`);
    if (host !== null) mapping[vm] = find("host", hostNames, host, `vms[${at}].host`);
    if (mapping[vm] === network.proxy)
      faults.push(`vms[${at}].host: \`${host}\` is the proxy, it runs no VM`);
  });
  const overlay = links.map(({ a, b, kind }, at): Link => {
    const ends = [
      find("host", hostNames, a, `links[${at}].a`),
      find("host", hostNames, b, `links[${at}].b`),
    ].sort((x, y) => x - y) as [number, number];
    const kinds = network.linkKinds(...ends);
    const choice = kinds.find((one) => one.kind === (kind ?? one.kind));
    if (faults.length === 0 && choice === undefined)
      faults.push(
        `links[${at}]: the policy does not allow \`${a} <-> ${b}\`${kind === undefined ? "" : ` as \`${kind}\``}`,
      );
    const kept = network.kept.find((link) => link.a === ends[0] && link.b === ends[1]);
    return { a: ends[0], b: ends[1], kind: choice?.kind ?? "ws", cost: kept?.cost ?? choice?.cost ?? 0 };
  });
  const ways = routes.map(({ from, to, hosts }, at): Route => ({
    from: find("VM", vmNames, from, `routes[${at}].from`),
    to: find("VM", vmNames, to, `routes[${at}].to`),
    hosts: hosts.map((host, hop) => find("host", hostNames, host, `routes[${at}].hosts[${hop}]`)),
  }));
  const [fault] = faults;
  return fault === undefined ? { mapping, links: overlay, routes: ways } : { fault };
}

/** What `readSavedState` reads back. */
export function savedStateOf({ hosts, vms }: Network, { mapping, links, routes }: Plan): SavedState {
  const nameOf = (host: number): string => hosts[host].name;
  return {
    vms: vms.map(({ name }, vm) => ({ name, host: mapping[vm] < 0 ? null : nameOf(mapping[vm]) })),
    links: links.map(({ a, b, kind }) => ({ a: nameOf(a), b: nameOf(b), kind })),
    routes: routes.map(({ from, to, hosts: way }) => ({
      from: vms[from].name,
      to: vms[to].name,
      hosts: way.map(nameOf),
    })),
  };
}

function placeOf(before: readonly string[], path: readonly PropertyKey[]): string {
  const text = [...before, ...path].reduce<string>(
    (sofar, key) =>
      typeof key === "number" ? `${sofar}[${key}]` : `${sofar}${sofar === "" ? "" : "."}${String(key)}`,
    "",
  );
  return text === "" ? "at the top" : text;
}

function lowered(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
