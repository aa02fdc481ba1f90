// The payload of a marker, octet by octet.
import { describe, expect, it } from "vitest";
import { decodeMarker, encodeMarker } from "../../../dataplane/wire/marker.ts";

const marker = { source: 0x0200_0000_0001, destination: 0x0200_0000_0002, epoch: 0xabcd };

describe("marker", () => {
  it("is the flow's Ethernet header and the new epoch", () => {
    expect(Buffer.from(encodeMarker(marker)).toString("hex")).toBe("02000000000202000000000188b5abcd");
  });

  it("is read back from within a batch", () => {
    const bytes = Buffer.concat([Buffer.from("ffff", "hex"), encodeMarker(marker), Buffer.from("00", "hex")]);
    expect(decodeMarker(bytes, 2, 16)).toEqual(marker);
  });

  it("is not taken for one when it is longer, shorter or of another type", () => {
    const bytes = encodeMarker(marker);
    expect(decodeMarker(bytes, 0, 15)).toBeUndefined();
    expect(decodeMarker(Buffer.concat([bytes, bytes]))).toBeUndefined();
    bytes[12] = 0x08;
    expect(decodeMarker(bytes)).toBeUndefined();
  });
});
