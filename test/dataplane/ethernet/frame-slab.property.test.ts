// Properties of slabs of frames.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  framesOf,
  FrameSlabReader,
  FrameSlabWriter,
  slabOf,
} from "../../../dataplane/ethernet/frame-slab.ts";

describe("frame slab", () => {
  it("gives back the frames that were put in", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 20 }), (frames) => {
        expect(framesOf(slabOf(frames)).map((frame) => [...frame])).toEqual(
          frames.map((frame) => [...frame]),
        );
      }),
    );
  });

  it("holds only what was appended since it was cleared", () => {
    const writer = new FrameSlabWriter();
    writer.append(Uint8Array.of(1));
    writer.clear();
    writer.append(Uint8Array.of(0, 2, 3, 0), 1, 2);
    expect(writer.frames).toBe(1);
    expect(Buffer.from(writer.view()).toString("hex")).toBe("000000020203");
  });

  it("never throws on random octets, and says when they end within a frame", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const reader = new FrameSlabReader(bytes);
        let read = 0;
        while (reader.next()) read += 4 + reader.length;
        expect(reader.malformed).toBe(read !== bytes.length);
      }),
    );
  });
});
