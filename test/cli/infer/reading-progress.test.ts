// The progress line: only on a terminal, not more often than it can be read, and gone at the end.
import { expect, it } from "vitest";
import { ReadingProgress } from "../../../cli/infer/reading-progress.ts";

function draw(isTerminal: boolean, totalBytes: number | undefined): { written: string[]; end: string } {
  const written: string[] = [];
  let now = 0;
  const write = (text: string): void => void written.push(text);
  const progress = new ReadingProgress({ write, isTerminal, now: () => now });
  for (const [at, readBytes] of [
    [0.05, 10],
    [1, 25e6],
    [1.01, 26e6],
    [2, 50e6],
  ]) {
    now = at;
    progress.show({ readBytes, totalBytes });
  }
  const drawn = written.splice(0);
  progress.close();
  return { written: drawn, end: written.join("") };
}

it("draws a bar where the size is known", () => {
  const { written, end } = draw(true, 100e6);
  expect(written).toEqual([
    "\r\u001b[2Kreading [########                      ] 25 % 25 MB, 200 Mbit/s",
    "\r\u001b[2Kreading [###############               ] 50 % 50 MB, 200 Mbit/s",
  ]);
  expect(end).toBe("\r\u001b[2K");
});

it("says how much has been read where the size is not known", () =>
  expect(draw(true, undefined).written[0]).toBe("\r\u001b[2Kreading 25 MB, 200 Mbit/s"));

it("writes nothing where there is no terminal", () =>
  expect(draw(false, 100e6)).toEqual({ written: [], end: "" }));
