// What was inferred of the application, in a sentence: its shape, and how its intensity shifts.
import { list } from "./list.ts";
import { formatRate, formatShare, threeDigits } from "./quantity.ts";
import type { RunEvent } from "./run-event.ts";

/** From this confidence on it is not worth a word. Own choice. */
const certain = 0.95;

/** `the application's shape: ring = all-to-all (reduction towards v1; extra v1 - v3; confidence 90 %)`. */
export function shapeSentence(event: Extract<RunEvent, { event: "shape" }>): string {
  const { shape, confidence, direction, root, missing, extra } = event;
  const remarks = [
    ...(direction === "reduction" ? [`reduction towards ${root}`] : []),
    ...(direction === "broadcast" ? [`broadcast from ${root}`] : []),
    ...(direction === "one-way" ? ["one way"] : []),
    ...pairs("missing", missing),
    ...pairs("extra", extra),
    ...(confidence < certain ? [`confidence ${formatShare(confidence)}`] : []),
  ];
  return `the application's shape: ${shape.join(" = ")}${remarks.length === 0 ? "" : ` (${remarks.join("; ")})`}`;
}

/** `the application sends 20 Mbit/s, 2 times as much as before; v1 - v2 2.1 times`. */
export function intensitySentence(event: Extract<RunEvent, { event: "intensity" }>): string {
  const { beforeBps, afterBps } = event;
  const shifted = event.pairs.map(
    ({ between, ratio }) => `${between.join(" - ")} ${threeDigits(ratio)} times`,
  );
  return (
    `the application sends ${formatRate(afterBps)}, ${threeDigits(afterBps / beforeBps)} times as much as before` +
    (shifted.length === 0 ? "" : `; ${list(shifted)}`)
  );
}

function pairs(word: string, of: readonly (readonly [string, string])[]): string[] {
  return of.length === 0 ? [] : [`${word} ${list(of.map((ends) => ends.join(" - ")))}`];
}
