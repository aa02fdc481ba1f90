// A compiled policy is read from JSON only when the whole document is right.
import { expect, it } from "vitest";
import { decodePolicy } from "../../../lang/ir/decode-policy.ts";
import { compileText, sampleNetwork } from "../compile-text.ts";

const policy = compileText(`${sampleNetwork} rule r { when true do adapt }`).policy;

it("reads what the compiler wrote", () => {
  expect(decodePolicy(JSON.parse(JSON.stringify(policy)))).toEqual({ policy });
});

it.each<[string, unknown, RegExp]>([
  ["no document", 7, /^the document: /],
  ["another version", { ...policy, irVersion: 2 }, /^irVersion: /],
  [
    "an operator that the profile lacks",
    { ...policy, rules: [{ ...policy?.rules[0], when: { log: [1] } }] },
    /^rules\[0\]\.when: unknown operator `log`/,
  ],
  ["a key of no meaning", { ...policy, extra: 1 }, /extra/],
])("refuses %s, and says where", (_, document, fault) => {
  expect(decodePolicy(document)).toEqual({ faults: [expect.stringMatching(fault)] });
});
