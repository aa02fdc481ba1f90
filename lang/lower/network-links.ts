// What joins hosts and VMs: paths, kept links, permissions, forwarding rules, placement constraints.
import type { EndpointIr, MatcherIr, NetworkIr, VmIr } from "../ir/policy-ir.ts";
import type {
  Endpoint,
  Ends,
  EndsItem,
  ForwardItem,
  Matcher,
  NameRange,
  NetworkItem,
  OverlayItem,
} from "../syntax/tree.ts";
import type { AttributeValues } from "./attributes.ts";
import { readAttributes } from "./attributes.ts";
import { originOf, resolve } from "./compilation.ts";
import type { Compilation } from "./compilation.ts";
import type { Evaluator } from "./evaluate.ts";
import { expandTopology } from "./expand-topology.ts";
import { namesOf } from "./name-range.ts";
import { present } from "./present.ts";

export type Connections = Pick<
  NetworkIr,
  "paths" | "links" | "permissions" | "forwards" | "pins" | "together" | "apart"
>;
type KeptLink = NetworkIr["links"][number];

function lowerEndpoint(compilation: Compilation, { site, name }: Endpoint): EndpointIr | undefined {
  if (!site && name.text === "any") return { any: true };
  const found = resolve(compilation, name, site ? "site" : "host");
  if (found === undefined) return undefined;
  return site ? { site: found.index } : { host: found.index };
}

export function lowerEnds(
  compilation: Compilation,
  { from, to, both }: Ends,
): { ends: [EndpointIr, EndpointIr]; both: boolean } | undefined {
  const [first, second] = [lowerEndpoint(compilation, from), lowerEndpoint(compilation, to)];
  if (first === undefined || second === undefined) return undefined;
  if ("host" in first && "host" in second && first.host === second.host) {
    compilation.diagnostics.report(
      "topology/link",
      to.name.span,
      `this leads from \`${to.name.text}\` to itself`,
    );
    return undefined;
  }
  return { ends: [first, second], both };
}

function keptLink(
  a: number,
  b: number,
  values: AttributeValues,
  fallback: AttributeValues,
  at: NetworkItem,
): KeptLink {
  return present({
    a: Math.min(a, b),
    b: Math.max(a, b),
    kinds: values.linkKinds("via") ?? fallback.linkKinds("via"),
    cost: values.number("cost") ?? fallback.number("cost"),
    mask: values.text("mask") ?? fallback.text("mask"),
    origin: originOf(at.span),
  }) as KeptLink;
}

class Connecting {
  readonly result: Connections = {
    paths: [],
    links: [],
    permissions: [],
    forwards: [],
    pins: [],
    together: [],
    apart: [],
  };
  readonly #evaluator: Evaluator;
  readonly #vms: readonly VmIr[];

  constructor(evaluator: Evaluator, vms: readonly VmIr[]) {
    this.#evaluator = evaluator;
    this.#vms = vms;
  }

  lower(item: NetworkItem): void {
    switch (item.kind) {
      case "path":
      case "link":
      case "allow":
      case "deny":
        return this.#ends(item);
      case "overlay":
        return this.#overlay(item);
      case "forward":
        return this.#forward(item);
      case "pin": {
        const vm = resolve(this.#evaluator.compilation, item.vm, "vm");
        const host = resolve(this.#evaluator.compilation, item.host, "host");
        if (vm !== undefined && host !== undefined)
          this.result.pins.push({ vm: vm.index, host: host.index, origin: originOf(item.span) });
        return;
      }
      case "together":
      case "apart":
        this.result[item.kind].push({ vms: this.#group(item.names), origin: originOf(item.span) });
        return;
      default:
        return; // hosts, sites and VMs are lowered by network.ts
    }
  }

  #group(ranges: readonly NameRange[]): number[] {
    const { compilation } = this.#evaluator;
    return ranges
      .flatMap((range) => namesOf(range, compilation.diagnostics))
      .flatMap((name) => resolve(compilation, name, "vm")?.index ?? []);
  }

  #ends(item: EndsItem): void {
    const { compilation } = this.#evaluator;
    const values = readAttributes(this.#evaluator, item.kind, item.attributes);
    const lowered = lowerEnds(compilation, item.ends);
    if (lowered === undefined) return;
    const base = { ...lowered, origin: originOf(item.span) };
    if (item.kind === "path")
      this.result.paths.push(
        present({
          ...base,
          rateBps: values.number("rate"),
          delaySeconds: values.number("delay"),
          loss: values.number("loss"),
        }) as NetworkIr["paths"][number],
      );
    else if (item.kind === "link") {
      const [a, b] = lowered.ends;
      if (!("host" in a) || !("host" in b) || !lowered.both)
        compilation.diagnostics.report("topology/link", item.span, "a kept link joins two hosts with `<->`", {
          help: "for the links of a topology write `overlay`, for what may be linked `allow link`",
        });
      else this.result.links.push(keptLink(a.host, b.host, values, values, item));
    } else
      this.result.permissions.push(
        present({
          ...base,
          allow: item.kind === "allow",
          kinds: values.linkKinds("via"),
          cost: values.number("cost"),
          mask: values.text("mask"),
        }) as NetworkIr["permissions"][number],
      );
  }

  #overlay(item: OverlayItem): void {
    const fallback = readAttributes(this.#evaluator, "overlay", item.attributes);
    const edges = expandTopology(this.#evaluator, item.call, "host") ?? [];
    for (const { from, to, attributes } of edges)
      this.result.links.push(keptLink(from, to, attributes, fallback, item));
  }

  #matcher({ not, mac, name }: Matcher): MatcherIr | undefined {
    const { compilation } = this.#evaluator;
    if (name.text === "any" && !mac) {
      if (!not) return { any: true };
      compilation.diagnostics.report("type/unsupported", name.span, "`not any` matches no address");
      return undefined;
    }
    if (mac) return not ? { not: name.text.toLowerCase() } : { mac: name.text.toLowerCase() };
    const vm = resolve(compilation, name, "vm");
    const address = vm && this.#vms[vm.index]?.mac;
    if (address === undefined) return undefined;
    return not ? { not: address } : { mac: address };
  }

  #forward(item: ForwardItem): void {
    const { compilation } = this.#evaluator;
    const source = this.#matcher(item.source);
    const destination = this.#matcher(item.destination);
    const via = item.via.map((name) => resolve(compilation, name, "host")?.index);
    const priority = readAttributes(this.#evaluator, "forward", item.attributes).number("priority") ?? 0;
    if (source === undefined || destination === undefined || via.includes(undefined)) return;
    const hops = via.filter((hop) => hop !== undefined);
    this.result.forwards.push({ source, destination, via: hops, priority, origin: originOf(item.span) });
  }
}

export function lowerConnections(
  evaluator: Evaluator,
  items: readonly NetworkItem[],
  vms: readonly VmIr[],
): Connections {
  const connecting = new Connecting(evaluator, vms);
  for (const item of items) connecting.lower(item);
  return connecting.result;
}
