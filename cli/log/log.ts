// Where commands that keep running write what happens: one event at a time, with a sentence and named fields.
import type { FieldsOf, LogEvent, LogLevel } from "./log-events.ts";

export interface Log {
  readonly level: LogLevel;
  /** Whether standard error holds nothing but JSON: then failures and warnings are events, too. */
  readonly isAllJson: boolean;
  /** A readable line has the sentence alone. */
  readonly isHuman: boolean;
  /** Written when this returns. `message`: one sentence, lower-case start, no full stop. */
  write<Name extends LogEvent>(event: Name, message: string, fields: FieldsOf<Name>): void;
  /** A line that the log of a child process has printed, as JSON. */
  relay(line: string): void;
}

/** For those who want no log: nothing is loaded, nothing is written. */
export const silentLog: Log = {
  level: "silent",
  isAllJson: false,
  isHuman: false,
  write: () => undefined,
  relay: () => undefined,
};
