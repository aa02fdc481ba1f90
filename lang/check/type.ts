// The types that an expression can have.
import type { FactKind } from "../ir/facts.ts";
import { count, describeNumber, numberOf, plainNumber } from "./dimension.ts";
import type { NumberType } from "./dimension.ts";

export type Type =
  | NumberType
  | {
      readonly kind:
        "boolean" | "string" | "mac" | "shape" | "host" | "vm" | "site" | "link" | "flow" | "broken";
    }
  | { readonly kind: "list"; readonly of: Type };

export type PlainKind = Exclude<Type["kind"], "number" | "list">;

/** Of what has been reported already: everything goes with it. */
export const broken: Type = { kind: "broken" };

const listOf: Readonly<Partial<Record<FactKind, PlainKind>>> = {
  hosts: "host",
  vms: "vm",
  links: "link",
  flows: "flow",
};

/** The type of what a fact takes or gives. */
export function typeOfFact(kind: FactKind): Type {
  switch (kind) {
    case "rate":
    case "duration":
    case "share":
      return numberOf(kind);
    case "count":
      return count;
    case "cost":
      return plainNumber;
    case "hosts":
    case "vms":
    case "links":
    case "flows":
      return { kind: "list", of: { kind: listOf[kind] ?? "broken" } };
    default:
      return { kind };
  }
}

const article: Readonly<Record<PlainKind, string>> = {
  boolean: "true or false",
  string: "a string",
  mac: "a MAC address",
  shape: "a shape",
  host: "a host",
  vm: "a VM",
  site: "a site",
  link: "a link",
  flow: "a flow",
  broken: "nothing",
};

/** With its article, for messages. */
export function describeType(type: Type): string {
  if (type.kind === "number") return describeNumber(type);
  if (type.kind !== "list") return article[type.kind];
  if (type.of.kind === "broken") return "an empty list";
  return `a list of ${describeType(type.of).replace(/^an? /, "")}s`;
}
