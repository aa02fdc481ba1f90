// Writes a large capture: VMs on a ring that exchange UDP datagrams of several sizes with both neighbours.
import { closeSync, openSync, writeSync } from "node:fs";
import { buildUdpFrame } from "../dataplane/ethernet/udp-frame.ts";

const vms = 64;
const payloadBytes = [22, 200, 700, 1458]; // frames of 64 to 1,500 octets
const framesPerSecond = 100_000;
const bufferBytes = 4 * 2 ** 20;

/** Little-endian pcap with microseconds. Answers the octets that it holds, frames only. */
export function writeCapture(file: string, frames: number): number {
  const patterns = ringFrames();
  const descriptor = openSync(file, "w");
  const buffer = Buffer.alloc(bufferBytes);
  let at = 0;
  const u32 = (value: number): void => void (at = buffer.writeUInt32LE(value, at));
  [0xa1b2c3d4, 0x0004_0002, 0, 0, 262_144, 1].forEach(u32); // magic, version 2.4, snap length, Ethernet
  let bytes = 0;
  for (let frame = 0; frame < frames; frame++) {
    const pattern = patterns[(frame * 7919) % patterns.length];
    if (at + 16 + pattern.length > bufferBytes) {
      writeSync(descriptor, buffer, 0, at);
      at = 0;
    }
    u32(1_700_000_000 + Math.floor(frame / framesPerSecond));
    u32(((frame % framesPerSecond) * 1e6) / framesPerSecond);
    u32(pattern.length);
    u32(pattern.length);
    buffer.set(pattern, at);
    at += pattern.length;
    bytes += pattern.length;
  }
  writeSync(descriptor, buffer, 0, at);
  closeSync(descriptor);
  return bytes;
}

function ringFrames(): Uint8Array[] {
  const end = (vm: number) => ({ mac: 0x02_00_00_00_00_00 + vm, ip: 0x0a00_0001 + vm, port: 4000 });
  return Array.from({ length: vms }, (_, vm) =>
    [1, vms - 1].flatMap((step) =>
      payloadBytes.map((length) => buildUdpFrame(end(vm), end((vm + step) % vms), new Uint8Array(length))),
    ),
  ).flat();
}
