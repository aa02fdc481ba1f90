// What the two format parsers have in common: they take from a window, add frames, and stop at the first contradiction.
import type { ByteWindow } from "./byte-window.ts";
import type { CaptureFault, LinkType } from "./captured-frame.ts";
import type { FrameBatch } from "./frame-batch.ts";

export interface CaptureParser {
  /**
   * Takes whole records from the window and puts their frames into the empty `batch`; stops where the window has no whole record left, or
   * where the next frame lies in another piece of memory than those of the batch. Answers a fault (always `corrupt`) where the file contradicts
   * its format; the parser must not be called again after that.
   */
  parse(window: ByteWindow, batch: FrameBatch): CaptureFault | undefined;
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

/** Makes the batch one for frames within the window's bytes; false where it has frames of another piece of memory. */
export function adopts(batch: FrameBatch, window: ByteWindow): boolean {
  if (batch.bytes === window.bytes) return true;
  if (batch.length > 0) return false;
  batch.begin(window.bytes, window.view);
  return true;
}
