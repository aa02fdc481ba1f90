// UDP frames octet by octet, and each fault; the checksums were worked out by hand from the RFCs.
import { describe, expect, it } from "vitest";
import { parseMac } from "../../../dataplane/ethernet/mac-address.ts";
import {
  buildUdpFrame,
  readUdpFrame,
  udpPayloadOffset,
  type UdpEnd,
} from "../../../dataplane/ethernet/udp-frame.ts";

const source: UdpEnd = { mac: parseMac("02:00:00:00:00:01") ?? 0, ip: 0xc0a8_0001, port: 4000 };
const destination: UdpEnd = { mac: parseMac("02:00:00:00:00:02") ?? 0, ip: 0xc0a8_00c7, port: 5000 };
const payload = Buffer.from("hello");

describe("UDP frame", () => {
  it("has the headers and checksums that RFC 791 and RFC 768 ask for", () => {
    expect(Buffer.from(buildUdpFrame(source, destination, payload)).toString("hex")).toBe(
      "020000000002" +
        "020000000001" +
        "0800" +
        "45000021" +
        "00004000" +
        "4011b8b3" +
        "c0a80001" +
        "c0a800c7" +
        "0fa01388" +
        "000d16c1" +
        "68656c6c6f",
    );
  });

  it("is read back, with padding left out", () => {
    const frame = Buffer.concat([
      Buffer.alloc(3),
      buildUdpFrame(source, destination, payload),
      Buffer.alloc(13),
    ]);
    const read = readUdpFrame(frame, 3, frame.length - 3);
    expect(read).toEqual({
      ok: true,
      frame: { source, destination, payloadOffset: 3 + udpPayloadOffset, payloadLength: 5 },
    });
  });

  it.each([
    ["too-short", 0, 41],
    ["not-udp", 12, 0x86],
    ["not-udp", 14, 0x46],
    ["not-udp", 20, 0x20],
    ["not-udp", 23, 6],
    ["bad-length", 17, 0x30],
    ["bad-length", 39, 7],
    ["bad-checksum", 30, 0xc1],
    ["bad-checksum", 46, 0x70],
  ])("is refused as %s when octet %i is %i", (reason, at, value) => {
    const frame = buildUdpFrame(source, destination, payload);
    frame[at] = value;
    const read = readUdpFrame(frame, 0, reason === "too-short" ? value : frame.length);
    expect(read).toEqual({ ok: false, reason });
  });
});
