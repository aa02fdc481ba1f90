// What the two format parsers have in common: they take from a window, add frames, and stop at the first contradiction.
import type { ByteWindow } from "./byte-window.ts";
import type { CapturedFrame, CaptureFault, LinkType } from "./captured-frame.ts";

export interface CaptureParser {
  /**
   * Takes every whole record from the window and adds its frame to `frames`; an incomplete one stays. Answers a fault
   * (always `corrupt`) where the file contradicts its format; the parser must not be called again after that.
   */
  parse(window: ByteWindow, frames: CapturedFrame[]): CaptureFault | undefined;
  /** Link types that the file has declared so far. */
  readonly linkTypes: ReadonlySet<LinkType>;
  /** Whether the file may end here: all that is left in the window is nothing, and nothing is owed. */
  mayEnd(window: ByteWindow): boolean;
  /** Which part comes next, for a message: `record 3`, `the file header`. */
  readonly place: string;
}

/** A fault of a record that contradicts the format. */
export function corrupt(message: string): CaptureFault {
  return { reason: "corrupt", message };
}
