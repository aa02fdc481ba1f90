// Whether the VMs fit where the policy puts them, and whether pins, `together` and `apart` can hold at once.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { NetworkIr, VmIr } from "../ir/policy-ir.ts";
import { spanOfOrigin } from "./origin-span.ts";

/** Reports at the first VM that is too much, for what runs out. */
function checkCapacity(network: NetworkIr, diagnostics: DiagnosticBag): void {
  const claims = [
    { what: "slots", claim: () => 1, room: "slots" },
    { what: "cores", claim: (vm: VmIr) => vm.cpu ?? 0, room: "cpu" },
    { what: "bytes of memory", claim: (vm: VmIr) => vm.memoryBytes ?? 0, room: "memoryBytes" },
  ] as const;
  for (const [index, host] of network.hosts.entries()) {
    if (host.proxy) continue; // a VM there is reported as such
    const vms = network.vms.filter((vm) => vm.host === index);
    for (const { what, claim, room } of claims) {
      const available = host[room];
      if (available === undefined) continue;
      let claimed = 0;
      const surplus = vms.find((vm) => (claimed += claim(vm)) > available);
      if (surplus === undefined) continue;
      const needed = vms.reduce((sum, vm) => sum + claim(vm), 0);
      diagnostics.report(
        "topology/capacity",
        spanOfOrigin(surplus.origin),
        `\`${surplus.name}\` does not fit on \`${host.name}\`: ${needed} ${what} are needed and ${available} there`,
        { labels: [{ span: spanOfOrigin(host.origin), text: `${available} ${what}` }] },
      );
    }
  }
}

function checkPins(network: NetworkIr, diagnostics: DiagnosticBag): Map<number, NetworkIr["pins"][number]> {
  const pinOf = new Map<number, NetworkIr["pins"][number]>();
  for (const pin of network.pins) {
    const span = spanOfOrigin(pin.origin);
    const vm = network.vms[pin.vm]?.name;
    const before = pinOf.get(pin.vm);
    if (network.hosts[pin.host]?.proxy === true)
      diagnostics.report("topology/placement", span, `\`${vm}\` is pinned to the proxy, which runs no VM`);
    else if (before !== undefined && before.host !== pin.host)
      diagnostics.report("topology/placement", span, `\`${vm}\` is pinned to two hosts`, {
        labels: [{ span: spanOfOrigin(before.origin), text: "the other pin" }],
      });
    pinOf.set(pin.vm, pin);
  }
  return pinOf;
}

export function checkPlacement(network: NetworkIr, diagnostics: DiagnosticBag): void {
  checkCapacity(network, diagnostics);
  const pinOf = checkPins(network, diagnostics);
  const names = (vms: readonly number[]): string =>
    vms.map((vm) => `\`${network.vms[vm]?.name}\``).join(" and ");
  for (const { group, apart } of [
    ...network.together.map((group) => ({ group, apart: false })),
    ...network.apart.map((group) => ({ group, apart: true })),
  ]) {
    for (const [i, a] of group.vms.entries())
      for (const b of group.vms.slice(i + 1)) {
        const [first, second] = [pinOf.get(a), pinOf.get(b)];
        if (a === b || first === undefined || second === undefined) continue;
        if ((first.host === second.host) !== apart) continue;
        const where = apart ? "the same host" : "two hosts";
        diagnostics.report(
          "topology/placement",
          spanOfOrigin(group.origin),
          `${names([a, b])} are pinned to ${where}`,
          { labels: [first, second].map((pin) => ({ span: spanOfOrigin(pin.origin), text: "pinned here" })) },
        );
      }
  }
  for (const apart of network.apart)
    for (const together of network.together) {
      const both = apart.vms.filter((vm) => together.vms.includes(vm));
      if (new Set(both).size < 2) continue;
      diagnostics.report(
        "topology/placement",
        spanOfOrigin(apart.origin),
        `${names(both)} must be apart and together`,
        { labels: [{ span: spanOfOrigin(together.origin), text: "together here" }] },
      );
    }
}
