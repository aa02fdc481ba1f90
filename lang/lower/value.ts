// What a compile-time expression evaluates to.
import type { NumberType } from "../check/dimension.ts";
import { broken } from "../check/type.ts";
import type { Type } from "../check/type.ts";

export type Value =
  | { readonly kind: "number"; readonly value: number; readonly type: NumberType }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "string" | "mac"; readonly value: string }
  | { readonly kind: "host" | "vm" | "site"; readonly value: number } // index in the network
  | { readonly kind: "list"; readonly items: readonly Value[] };

export function typeOfValue(value: Value): Type {
  if (value.kind === "number") return value.type;
  if (value.kind !== "list") return { kind: value.kind };
  const [first] = value.items;
  return { kind: "list", of: first === undefined ? broken : typeOfValue(first) };
}

export function areEqual(a: Value, b: Value): boolean {
  if (a.kind === "list" || b.kind === "list") return false;
  return a.kind === b.kind && a.value === b.value;
}
