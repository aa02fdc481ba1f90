// A `network` to its compiled form: hosts, sites and VMs here; what joins them in network-links.ts.
import { checkNetwork } from "../check/network.ts";
import type { HostIr, NetworkIr, VmIr } from "../ir/policy-ir.ts";
import type { NetworkDeclaration } from "../syntax/tree.ts";
import { readAttributes } from "./attributes.ts";
import { originOf, resolve } from "./compilation.ts";
import type { Evaluator, Scope } from "./evaluate.ts";
import { plainNumber } from "../check/dimension.ts";
import { makeUpMac } from "../ir/made-up-mac.ts";
import { lowerConnections } from "./network-links.ts";
import type { Member, Members } from "./network-names.ts";
import { present } from "./present.ts";
import type { Value } from "./value.ts";

function memberScope({ name, number }: Member): Scope {
  return new Map<string, Value>([
    ["name", { kind: "string", value: name.text }],
    ["index", { kind: "number", value: number, type: plainNumber }],
  ]);
}

function lowerHost(evaluator: Evaluator, member: Member): HostIr {
  const { item, name } = member;
  const proxy = item.kind === "proxy";
  const values = readAttributes(evaluator, proxy ? "proxy" : "host", item.attributes, memberScope(member));
  return present({
    name: name.text,
    proxy,
    site: values.number("site"),
    address: values.text("address"),
    token: values.text("token"),
    certificate: values.text("certificate"),
    slots: values.number("slots"),
    cpu: values.number("cpu"),
    memoryBytes: values.number("memory"),
    rateBps: values.number("rate"),
    origin: originOf(name.span),
  }) as HostIr;
}

function lowerVms(evaluator: Evaluator, members: readonly Member[]): VmIr[] {
  const { diagnostics } = evaluator.compilation;
  const read = members.map((member) => ({
    member,
    values: readAttributes(evaluator, "vm", member.item.attributes, memberScope(member)),
  }));
  const taken = new Set<string>();
  for (const { member, values } of read) {
    const mac = values.text("mac");
    if (mac === undefined) continue;
    taken.add(mac);
    const span = values.spanOf("mac") ?? member.name.span;
    if (member.of > 1)
      diagnostics.report("topology/mac-on-range", span, `${member.of} VMs cannot have one MAC address`, {
        labels: [{ span: member.name.span, text: "these VMs" }],
        help: "leave `mac` out, and each gets one of its own; or declare each VM for itself",
      });
  }
  return read.map(({ member, values }): VmIr => {
    const on = member.item.kind === "vm" ? member.item.on : undefined;
    const host = on === undefined ? undefined : resolve(evaluator.compilation, on, "host");
    if (host?.proxy === true)
      diagnostics.report("topology/placement", on?.span ?? member.name.span, "the proxy runs no VM", {
        labels: [{ span: host.span, text: "the proxy" }],
      });
    const mac = values.text("mac") ?? makeUpMac(member.name.text, taken);
    taken.add(mac);
    return present({
      name: member.name.text,
      mac,
      host: host?.index,
      cpu: values.number("cpu"),
      memoryBytes: values.number("memory"),
      imageBytes: values.number("image"),
      origin: originOf(member.name.span),
    }) as VmIr;
  });
}

export function lowerNetwork(
  evaluator: Evaluator,
  declaration: NetworkDeclaration,
  members: Members,
): NetworkIr {
  const vms = lowerVms(evaluator, members.vms);
  const network: NetworkIr = {
    name: declaration.name.text,
    sites: members.sites.map((member) => {
      const region = readAttributes(evaluator, "site", member.item.attributes).text("region");
      const origin = originOf(member.name.span);
      return region === undefined
        ? { name: member.name.text, origin }
        : { name: member.name.text, region, origin };
    }),
    hosts: members.hosts.map((member) => lowerHost(evaluator, member)),
    vms,
    ...lowerConnections(evaluator, declaration.items, vms),
    origin: originOf(declaration.span),
  };
  checkNetwork(
    network,
    declaration.name.span,
    evaluator.compilation.diagnostics,
    evaluator.compilation.isExcused("proxy"),
  );
  return network;
}
