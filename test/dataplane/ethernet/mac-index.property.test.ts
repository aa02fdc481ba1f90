// The address index against a list.
import fc from "fast-check";
import { expect, test } from "vitest";
import { MacIndex } from "../../../dataplane/ethernet/mac-index.ts";

const mac = fc.oneof(
  fc.nat(40),
  fc.nat(2 ** 48 - 1),
  fc.nat(2 ** 16 - 1).map((high) => high * 2 ** 32),
);

test("an address is found where it stands in the list, and others are not", () => {
  fc.assert(
    fc.property(fc.uniqueArray(mac, { maxLength: 100 }), fc.array(mac), (macs, others) => {
      const index = new MacIndex(macs);
      for (const each of [...macs, ...others]) expect(index.indexOf(each)).toBe(macs.indexOf(each));
    }),
  );
});
