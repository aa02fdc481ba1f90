// Properties of UDP frames.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildUdpFrame, readUdpFrame } from "../../../dataplane/ethernet/udp-frame.ts";

const end = fc.record({ mac: fc.nat(2 ** 48 - 1), ip: fc.nat(2 ** 32 - 1), port: fc.nat(0xffff) });

describe("UDP frame", () => {
  it("is read as it was built", () => {
    fc.assert(
      fc.property(end, end, fc.uint8Array({ maxLength: 100 }), (source, destination, payload) => {
        const bytes = buildUdpFrame(source, destination, payload);
        const read = readUdpFrame(bytes);
        if (!read.ok) throw new Error(read.reason);
        expect(read.frame.source).toEqual(source);
        expect(read.frame.destination).toEqual(destination);
        expect([...bytes.subarray(read.frame.payloadOffset)]).toEqual([...payload]);
      }),
    );
  });

  it("shows every change of one bit behind the Ethernet header as a fault or as a change of what is not summed", () => {
    fc.assert(
      fc.property(
        end,
        end,
        fc.uint8Array({ minLength: 1, maxLength: 30 }),
        fc.nat(),
        (a, b, payload, where) => {
          const bytes = buildUdpFrame(a, b, payload);
          const bit = 14 * 8 + (where % ((bytes.length - 14) * 8));
          bytes[bit >> 3] ^= 1 << (bit & 7);
          const read = readUdpFrame(bytes);
          // A checksum of 1 that turns into 0 says that there is none.
          const isWithoutChecksum = bytes[40] === 0 && bytes[41] === 0;
          expect(read.ok && !isWithoutChecksum).toBe(false);
        },
      ),
    );
  });

  it("never throws on random octets", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => readUdpFrame(bytes)).not.toThrow();
      }),
    );
  });
});
