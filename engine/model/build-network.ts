// Builds the engine's network from the compiled form of a policy.
import { linkKinds } from "../../lang/ir/link-kinds.ts";
import type { LinkKind, NetworkIr } from "../../lang/ir/policy-ir.ts";
import { allowedChoices } from "./link-permission.ts";
import { parseMac } from "./mac-address.ts";
import type { Host, Link, LinkChoice, Network, Vm } from "./network.ts";
import { saidOfPaths } from "./said-of-paths.ts";

/** `supported`: the link kinds that the data plane can open; others are treated as not allowed. Default: every kind. */
export function buildNetwork(ir: NetworkIr, supported: readonly LinkKind[] = linkKinds): Network {
  const hosts = ir.hosts.map((host): Host => ({
    name: host.name,
    proxy: host.proxy,
    site: host.site ?? -1,
    slots: host.proxy ? 0 : (host.slots ?? Infinity),
    cpu: host.cpu ?? Infinity,
    memoryBytes: host.memoryBytes ?? Infinity,
    rateBps: host.rateBps ?? Infinity,
  }));
  const pins = new Map(ir.pins.map((pin) => [pin.vm, pin.host]));
  const vms = ir.vms.map((vm, index): Vm => ({
    name: vm.name,
    mac: parseMac(vm.mac) ?? 0, // the schema has checked its form
    cpu: vm.cpu ?? 0,
    memoryBytes: vm.memoryBytes ?? 0,
    imageBytes: vm.imageBytes ?? 0,
    pinnedTo: pins.get(index) ?? -1,
  }));
  const choices = memoizedByPair(hosts.length, (a, b) =>
    allowedChoices(ir.permissions, supported, hosts, a, b),
  );
  const linkKindsOf = (from: number, to: number): readonly LinkChoice[] =>
    from === to ? [] : choices(Math.min(from, to), Math.max(from, to));
  return {
    name: ir.name,
    hosts,
    proxy: hosts.findIndex((host) => host.proxy),
    siteNames: ir.sites.map((site) => site.name),
    vms,
    initialMapping: Int32Array.from(ir.vms, (vm) => vm.host ?? -1),
    apart: ir.apart.map((group) => group.vms),
    together: ir.together.map((group) => group.vms),
    kept: ir.links.flatMap((link) => keptLink(link, linkKindsOf)),
    linkKinds: linkKindsOf,
    pathRateBps: ofPair(hosts.length, () => saidOfPaths(ir.paths, hosts, (path) => path.rateBps)),
    pathDelaySeconds: ofPair(hosts.length, () => saidOfPaths(ir.paths, hosts, (path) => path.delaySeconds)),
  };
}

/** The link in the first allowed kind that it names; none where no such kind is possible on this data plane: who runs the policy says so. */
function keptLink(
  { a, b, kinds, cost }: NetworkIr["links"][number],
  linkKindsOf: Network["linkKinds"],
): Link[] {
  const choice = linkKindsOf(a, b).find(({ kind }) => kinds === undefined || kinds.includes(kind));
  if (choice === undefined) return [];
  return [{ a: Math.min(a, b), b: Math.max(a, b), kind: choice.kind, cost: cost ?? choice.cost }];
}

/** Reads a host-by-host matrix that is made at the first question. */
function ofPair(size: number, make: () => Float64Array): (from: number, to: number) => number {
  let matrix: Float64Array | undefined;
  return (from, to) => (matrix ??= make())[from * size + to];
}

function memoizedByPair<T>(size: number, compute: (a: number, b: number) => T): (a: number, b: number) => T {
  const known = new Map<number, T>();
  return (a, b) => {
    const key = a * size + b;
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = compute(a, b)));
    return value;
  };
}
