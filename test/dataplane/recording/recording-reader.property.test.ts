// Properties of recordings: what is written is read back, and no truncation, damage or foreign bytes make the reader throw, hang or invent.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordingMagic } from "../../../dataplane/recording/recording-format.ts";
import { anySessions, readRecording, recordingOf, sessionOf, sorted } from "./recordings.ts";

const chunkSizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });

describe("recording", () => {
  it("reads back what was written, however it is cut into chunks", () => {
    fc.assert(
      fc.property(anySessions, chunkSizes, (sessions, sizes) => {
        const { samples, end } = readRecording(recordingOf(...sessions), sizes);
        const written = sessions.flat(2);
        expect(sorted(samples)).toEqual(sorted(written));
        expect(end).toMatchObject({ samples: written.length });
        expect(end.fault).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it("cut anywhere, gives the whole blocks before the cut, says so, and can be gone on with there", () => {
    fc.assert(
      fc.property(anySessions, fc.nat(), anySessions, (sessions, cut, more) => {
        const blocks = sessions.flatMap(sessionOf);
        const file = Buffer.concat([recordingMagic, ...blocks]);
        const length = recordingMagic.length + (cut % (file.length + 1 - recordingMagic.length));
        const { samples, end } = readRecording(file.subarray(0, length));
        const ends = blocks.map(
          (_, at) => Buffer.concat([recordingMagic, ...blocks.slice(0, at + 1)]).length,
        );
        const whole = ends.filter((at) => at <= length).length;
        const kept = sessions.flat(1).slice(0, whole).flat();
        expect(sorted(samples)).toEqual(sorted(kept));
        expect(end.wholeBytes).toBe(ends[whole - 1] ?? recordingMagic.length);
        expect(end.fault?.reason).toBe(end.wholeBytes === length ? undefined : "truncated");
        const goneOn = Buffer.concat([file.subarray(0, end.wholeBytes), ...more.flatMap(sessionOf)]);
        const reread = readRecording(goneOn);
        expect(sorted(reread.samples)).toEqual(sorted([...kept, ...more.flat(2)]));
        expect(reread.end.fault).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it.each([0, 1, 7])("of %i bytes holds nothing and is refused", (length) => {
    const { samples, end } = readRecording(recordingMagic.subarray(0, length));
    expect(samples).toEqual([]);
    expect(end).toMatchObject({ wholeBytes: 0, fault: { reason: length === 0 ? "foreign" : "truncated" } });
  });

  it("with any byte flipped, gives the blocks before it and a fault, never something that was not written", () => {
    fc.assert(
      fc.property(anySessions, fc.nat(), fc.integer({ min: 1, max: 255 }), (sessions, where, flip) => {
        const blocks = sessions.flatMap(sessionOf);
        const file = Buffer.concat([recordingMagic, ...blocks]);
        const at = where % file.length;
        file[at] ^= flip;
        const { samples, end } = readRecording(file);
        expect(["foreign", "newer", "corrupt"]).toContain(end.fault?.reason);
        const ends = blocks.map(
          (_, one) => Buffer.concat([recordingMagic, ...blocks.slice(0, one + 1)]).length,
        );
        const whole = ends.filter((one) => one <= at).length;
        expect(sorted(samples)).toEqual(sorted(sessions.flat(1).slice(0, whole).flat()));
      }),
      { numRuns: 200 },
    );
  });

  it("takes any bytes behind a valid beginning without throwing", () => {
    fc.assert(
      fc.property(anySessions, fc.uint8Array({ maxLength: 200 }), chunkSizes, (sessions, noise, sizes) => {
        const { samples, end } = readRecording(Buffer.concat([recordingOf(...sessions), noise]), sizes);
        expect(end.samples).toBe(samples.length);
        expect(end.fault === undefined).toBe(noise.length === 0);
      }),
      { numRuns: 100 },
    );
  });
});
