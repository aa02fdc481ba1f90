// Enters what a network declares into its name space, before anything that uses the names is read.
import type { NetworkDeclaration, NetworkItem } from "../syntax/tree.ts";
import type { Name } from "../syntax/expression.ts";
import type { Compilation, Declared } from "./compilation.ts";
import { namesOf } from "./name-range.ts";

/** A host, VM or site with its declaration and its number among those declared together. */
export interface Member {
  readonly name: Name;
  readonly item: Extract<NetworkItem, { kind: "proxy" | "host" | "vm" | "site" }>;
  /** From 0, within the declaration: `{index}`. */
  readonly number: number;
  /** How many the declaration has. */
  readonly of: number;
}

export interface Members {
  readonly hosts: readonly Member[];
  readonly vms: readonly Member[];
  readonly sites: readonly Member[];
}

function membersOf(compilation: Compilation, item: Member["item"]): readonly Member[] {
  const names =
    item.kind === "site"
      ? [item.name]
      : item.names.flatMap((range) => namesOf(range, compilation.diagnostics));
  const given = names.filter((name) => name.text !== "");
  return given.map((name, number) => ({ name, item, number, of: given.length }));
}

function enter(compilation: Compilation, name: Name, declared: Omit<Declared, "span">): boolean {
  const before = compilation.names.get(name.text);
  if (before === undefined) {
    compilation.names.set(name.text, { ...declared, span: name.span });
    return true;
  }
  compilation.diagnostics.report("name/duplicate", name.span, `\`${name.text}\` is declared twice`, {
    labels: [{ span: before.span, text: "first declared here" }],
  });
  return false;
}

export function enterNames(compilation: Compilation, network: NetworkDeclaration): Members {
  const members = { hosts: [] as Member[], vms: [] as Member[], sites: [] as Member[] };
  for (const item of network.items) {
    if (item.kind !== "proxy" && item.kind !== "host" && item.kind !== "vm" && item.kind !== "site") continue;
    for (const member of membersOf(compilation, item)) {
      const kind = item.kind === "proxy" ? "host" : item.kind;
      const list = { host: members.hosts, vm: members.vms, site: members.sites }[kind];
      const declared = { kind, index: list.length, proxy: item.kind === "proxy" };
      if (!enter(compilation, member.name, declared)) continue;
      list.push(member);
    }
  }
  return members;
}
