// Turns what is inferred of an application, in indices, into events in names: the same for a run, a recording and a running controller.
import type { Application, ApplicationEvent, Edge, Recognition, Shape } from "../../engine/index.ts";
import type { RunEvent } from "./run-event.ts";

export type ShapeEvent = Extract<RunEvent, { event: "shape" }>;
export type TooFastEvent = Extract<RunEvent, { event: "too-fast" }>;
export type IntensityEvent = Extract<RunEvent, { event: "intensity" }>;

/** The name of a VM, by its index. */
export type NameOf = (vm: number) => string;

/** What is told of an application beside its shape. */
export function narrateShift(
  nameOf: NameOf,
  event: Exclude<ApplicationEvent, { kind: "changed" }>,
): TooFastEvent | IntensityEvent {
  if (event.kind === "too-fast")
    return {
      event: "too-fast",
      at: event.at,
      settleSeconds: event.settleSeconds,
      unsettledSeconds: event.unsettledSeconds,
    };
  return {
    event: "intensity",
    at: event.at,
    beforeBps: Math.round(event.beforeBps),
    afterBps: Math.round(event.afterBps),
    pairs: event.edges.map(({ a, b, ratio }) => ({ between: [nameOf(a), nameOf(b)], ratio })),
  };
}

export function shapeEvent(nameOf: NameOf, at: number, application: Application | Recognition): ShapeEvent {
  const ends = ({ a, b }: Edge): [string, string] => [nameOf(a), nameOf(b)];
  const { shape, confidence, missing, extra, direction } = application;
  return {
    event: "shape",
    at,
    shape: shape.map(shapeName),
    confidence,
    direction: direction.kind,
    root: "root" in direction ? nameOf(direction.root) : null,
    missing: missing.map(ends),
    extra: extra.map(ends),
  };
}

/** `mesh 2x2`, `hypercube 3`, `ring`. */
export function shapeName({ class: name, dimensions }: Shape): string {
  return dimensions === undefined ? name : `${name} ${dimensions.join("x")}`;
}
