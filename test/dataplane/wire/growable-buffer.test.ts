// The growable buffer keeps what was appended, across growth and reuse.
import { describe, expect, it } from "vitest";
import { GrowableBuffer } from "../../../dataplane/wire/growable-buffer.ts";

describe("growable buffer", () => {
  it("keeps earlier content when it grows", () => {
    const buffer = new GrowableBuffer();
    const first = Uint8Array.from({ length: 4000 }, (_, index) => index);
    const second = Uint8Array.from({ length: 100_000 }, (_, index) => index * 7);
    buffer.append(first, 0, first.length);
    buffer.append(second, 10, second.length - 10);
    expect(Buffer.compare(buffer.view(), Buffer.concat([first, second.subarray(10)]))).toBe(0);
  });

  it("gives copies that later content does not change", () => {
    const buffer = new GrowableBuffer();
    buffer.append(Uint8Array.of(1, 2, 3), 0, 3);
    const copy = buffer.copy();
    buffer.clear();
    buffer.append(Uint8Array.of(9, 9, 9), 0, 3);
    expect([...copy]).toEqual([1, 2, 3]);
    expect([...buffer.view()]).toEqual([9, 9, 9]);
  });
});
