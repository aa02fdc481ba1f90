// Reads a compiled policy from JSON: the whole document is checked before anything uses it.
import { policySchema } from "./policy-ir.ts";
import type { PolicyIr } from "./policy-ir.ts";

/** A fault is one sentence that begins with the place: `network.hosts[0].slots: …`. */
export function decodePolicy(json: unknown): { policy: PolicyIr } | { faults: string[] } {
  const result = policySchema.safeParse(json);
  if (result.success) return { policy: result.data };
  return {
    faults: result.error.issues.map(({ path, message }) => {
      const place = path
        .map((key, i) => (typeof key === "number" ? `[${key}]` : `${i === 0 ? "" : "."}${String(key)}`))
        .join("");
      return `${place === "" ? "the document" : place}: ${message}`;
    }),
  };
}
