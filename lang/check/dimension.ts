// The algebra of dimensions: what a number measures, and what sums, products and comparisons of such numbers measure.
import type { UnitDimension } from "../syntax/unit.ts";

/** Exponents of bits, seconds and frames; a rate is data 1, time -1. */
export interface Dimension {
  readonly data: number;
  readonly time: number;
  readonly frames: number;
}

/** A share is not added to a count, though both are plain numbers; a literal without a unit is neither and goes with both. */
export type Flavour = "plain" | "share" | "count";

export interface NumberType {
  readonly kind: "number";
  readonly dimension: Dimension;
  readonly flavour: Flavour;
}

function numberType(data: number, time: number, frames = 0, flavour: Flavour = "plain"): NumberType {
  return { kind: "number", dimension: { data, time, frames }, flavour };
}

export const plainNumber: NumberType = numberType(0, 0);
export const count: NumberType = numberType(0, 0, 0, "count");

const ofUnit: Readonly<Record<UnitDimension, NumberType>> = {
  duration: numberType(0, 1),
  rate: numberType(1, -1),
  size: numberType(1, 0),
  frames: numberType(0, -1, 1),
  share: numberType(0, 0, 0, "share"),
};

export function numberOf(dimension: UnitDimension): NumberType {
  return ofUnit[dimension];
}

function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.data === b.data && a.time === b.time && a.frames === b.frames;
}

/** A size is counted in bytes, every other dimension with data in bits. */
export function isSize({ dimension }: NumberType): boolean {
  return sameDimension(dimension, ofUnit.size.dimension);
}

/** Whether two numbers can be added and compared. */
export function areAlike(a: NumberType, b: NumberType): boolean {
  const clash = a.flavour !== b.flavour && a.flavour !== "plain" && b.flavour !== "plain";
  return sameDimension(a.dimension, b.dimension) && !clash;
}

/** Of a sum of two that are alike. */
export function sumType(a: NumberType, b: NumberType): NumberType {
  return a.flavour === "plain" ? b : a;
}

/** Of a product (`sign` 1) or a quotient (`sign` -1). */
export function productType(a: NumberType, b: NumberType, sign: 1 | -1): NumberType {
  const [x, y] = [a.dimension, b.dimension];
  return numberType(x.data + sign * y.data, x.time + sign * y.time, x.frames + sign * y.frames);
}

/** With its article, for messages: `a rate`. */
export function describeNumber(type: NumberType): string {
  for (const [name, known] of Object.entries(ofUnit))
    if (name !== "share" && sameDimension(known.dimension, type.dimension))
      return name === "frames" ? "a frame rate" : `a ${name}`;
  if (!sameDimension(type.dimension, plainNumber.dimension)) return "a product of other units";
  return type.flavour === "plain" ? "a plain number" : `a ${type.flavour}`;
}

/** A unit that a number of this type could have, for the help line. */
export function exampleUnit(type: NumberType): string | undefined {
  const example = { duration: "s", rate: "Mbps", size: "MiB", frames: "kpps", share: "%" } as const;
  for (const [name, known] of Object.entries(ofUnit))
    if (sameDimension(known.dimension, type.dimension) && known.flavour === type.flavour)
      return example[name as UnitDimension];
  return undefined;
}
