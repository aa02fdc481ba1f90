// The colours of a report, or none of them.
import { styleText } from "node:util";

export interface Paint {
  /** What the report is about: an error in red, a warning in yellow. */
  readonly strong: (text: string) => string;
  readonly note: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const plain = (text: string): string => text;

/** `colour` is decided by whoever knows the stream, so the check of the stream is left out here. */
export function paintFor(severity: "error" | "warning", colour: boolean): Paint {
  if (!colour) return { strong: plain, note: plain, dim: plain, bold: plain };
  const style = (name: "red" | "yellow" | "blue" | "dim" | "bold") => (text: string) =>
    styleText(name, text, { validateStream: false });
  const accent = style(severity === "error" ? "red" : "yellow");
  return {
    strong: (text) => style("bold")(accent(text)),
    note: style("blue"),
    dim: style("dim"),
    bold: style("bold"),
  };
}
