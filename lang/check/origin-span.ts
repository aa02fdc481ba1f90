// The place in the text of a node of the compiled form.
import type { Origin } from "../ir/policy-ir.ts";
import type { Span } from "../source/span.ts";

export function spanOfOrigin([file, start, end]: Origin): Span {
  return { file, start, end };
}
