// Properties of addresses as numbers.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMac, isGroup, parseMac, readMac, writeMac } from "../../../dataplane/ethernet/mac-address.ts";

const octets = fc.uint8Array({ minLength: 6, maxLength: 6 });

describe("MAC address", () => {
  it("is written as the octets it was read from, at any offset", () => {
    fc.assert(
      fc.property(octets, fc.nat(9), (address, offset) => {
        const bytes = new Uint8Array(20).fill(0x5a);
        writeMac(bytes, offset, readMac(address, 0));
        expect([...bytes.subarray(offset, offset + 6)]).toEqual([...address]);
        expect(
          [...bytes.subarray(0, offset), ...bytes.subarray(offset + 6)].every((each) => each === 0x5a),
        ).toBe(true);
      }),
    );
  });

  it("has a text form that is read back", () => {
    fc.assert(
      fc.property(octets, (address) => {
        const mac = readMac(address, 0);
        const text = [...address].map((octet) => octet.toString(16).padStart(2, "0")).join(":");
        expect(formatMac(mac)).toBe(text);
        expect(parseMac(text)).toBe(mac);
      }),
    );
  });

  it("names a group exactly when the lowest bit of the first octet is set", () => {
    fc.assert(
      fc.property(octets, (address) => {
        expect(isGroup(readMac(address, 0))).toBe((address[0] & 1) === 1);
      }),
    );
  });

  it.each([
    "",
    "02:00:00:00:00",
    "02:00:00:00:00:0g",
    "02-00-00-00-00-01",
    "2:0:0:0:0:1",
    "02:00:00:00:00:01:",
  ])("does not read `%s`", (text) => expect(parseMac(text)).toBeUndefined());
});
