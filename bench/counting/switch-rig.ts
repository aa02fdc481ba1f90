// A switch with one VM and four links that swallow what they get, fed with one slab again and again.
import { writeFrameHeader } from "../../dataplane/ethernet/frame-header.ts";
import { slabOf } from "../../dataplane/ethernet/frame-slab.ts";
import { FrameSwitch } from "../../dataplane/forwarding/frame-switch.ts";

const source = 0x0200_0000_0001;
const links = 4;
export const framesPerSlab = 64;

export interface SwitchCase {
  readonly frameBytes: number;
  /** Each frame of a slab goes to the next of so many. */
  readonly destinations: number;
}

export const switchCases: readonly SwitchCase[] = [
  { frameBytes: 64, destinations: 1 },
  { frameBytes: 64, destinations: 64 },
  { frameBytes: 1514, destinations: 64 },
];

/** Answers what sends so many slabs through the switch. */
export function switchRig({
  counts,
  frameBytes,
  destinations,
}: SwitchCase & { readonly counts: boolean }): (slabs: number) => void {
  const frameSwitch = new FrameSwitch({ name: "a", proxy: "p", now: () => 0, counts });
  let send: (slab: Uint8Array) => void = () => {};
  frameSwitch.attachPort(source, {
    receiveBatch: (handler) => (send = handler),
    sendBatch: () => {},
    close: () => {},
  });
  for (let link = 0; link < links; link++)
    frameSwitch.attachLink(`d${link}`, {
      receiveBatch: () => {},
      sendBatch: () => undefined,
      onClose: () => {},
      queuedBytes: 0,
      close: () => {},
    });
  const macs = Array.from({ length: destinations }, (_, index) => 0x0200_0000_0100 + index);
  const rules = macs.map((mac, index) => ({
    source: { mac: source },
    destination: { mac },
    priority: 1,
    target: { peer: `d${index % links}` },
  }));
  frameSwitch.prepare(1, { rules, expect: [] });
  frameSwitch.commit(1, { moved: [] });
  const slab = slabOf(
    Array.from({ length: framesPerSlab }, (_, index) => {
      const frame = new Uint8Array(frameBytes);
      writeFrameHeader(frame, 0, { source, destination: macs[index % destinations] ?? 0, etherType: 0x0800 });
      return frame;
    }),
  );
  return (slabs) => {
    for (let sent = 0; sent < slabs; sent++) send(slab);
  };
}
