// What must be right about a network as a whole: one proxy, addresses, room for the VMs, constraints, the star.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { NetworkIr } from "../ir/policy-ir.ts";
import type { Span } from "../source/span.ts";
import { spanOfOrigin } from "./origin-span.ts";
import { checkPlacement } from "./placement.ts";
import { allowedKinds } from "./permissions.ts";

function checkProxy(network: NetworkIr, name: Span, diagnostics: DiagnosticBag): void {
  const [first, ...others] = network.hosts.filter((host) => host.proxy);
  if (first === undefined)
    diagnostics.report("topology/proxy", name, `\`${network.name}\` has no proxy`, {
      help: 'declare the centre of the star: `proxy gw { address: "…" }`',
    });
  for (const other of others)
    diagnostics.report("topology/proxy", spanOfOrigin(other.origin), `\`${other.name}\` is a second proxy`, {
      labels: first === undefined ? [] : [{ span: spanOfOrigin(first.origin), text: "the first" }],
    });
}

function checkAddresses(network: NetworkIr, diagnostics: DiagnosticBag): void {
  const owners = new Map<string, NetworkIr["vms"][number]>();
  for (const vm of network.vms) {
    const span = spanOfOrigin(vm.origin);
    const before = owners.get(vm.mac);
    owners.set(vm.mac, before ?? vm);
    // VMs of one range share their span; that they were given one address is said there.
    if (before !== undefined && before.origin[1] !== vm.origin[1])
      diagnostics.report(
        "topology/duplicate-mac",
        span,
        `\`${vm.name}\` has the MAC address of \`${before.name}\``,
        {
          labels: [{ span: spanOfOrigin(before.origin), text: `${vm.mac}, too` }],
        },
      );
    if (Number.parseInt(vm.mac.slice(0, 2), 16) % 2 === 1)
      diagnostics.report(
        "type/range",
        span,
        `\`${vm.mac}\` is a group address, and a VM needs one of its own`,
      );
  }
}

function checkStar(network: NetworkIr, diagnostics: DiagnosticBag): void {
  const proxy = network.hosts.findIndex((host) => host.proxy);
  if (proxy === -1) return;
  for (const [index, host] of network.hosts.entries()) {
    if (host.proxy || allowedKinds(network, index, proxy).length > 0) continue;
    diagnostics.report(
      "topology/star",
      spanOfOrigin(host.origin),
      `no kind of link is allowed between \`${host.name}\` and the proxy`,
      { help: "allow one for the star: `allow link any <-> any { via: wss }` after the rules that deny" },
    );
  }
}

function checkKeptLinks(network: NetworkIr, diagnostics: DiagnosticBag): void {
  for (const { a, b, kinds, origin } of network.links) {
    const allowed = allowedKinds(network, a, b);
    if (allowed.some((kind) => kinds === undefined || kinds.includes(kind))) continue;
    const names = `\`${network.hosts[a]?.name} <-> ${network.hosts[b]?.name}\``;
    diagnostics.report(
      "topology/link",
      spanOfOrigin(origin),
      `${names} is kept, and no kind of link is allowed for it`,
    );
  }
}

/** `name` is the network's name in the text; `proxyIsLost`: it may stand in text that could not be read. */
export function checkNetwork(
  network: NetworkIr,
  name: Span,
  diagnostics: DiagnosticBag,
  proxyIsLost: boolean,
): void {
  if (!proxyIsLost) checkProxy(network, name, diagnostics);
  checkAddresses(network, diagnostics);
  checkStar(network, diagnostics);
  checkKeptLinks(network, diagnostics);
  checkPlacement(network, diagnostics);
}
