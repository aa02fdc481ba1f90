// What one check of the doctor found.

export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** What was found, and what is needed. */
  readonly found: string;
  /** What to do about it; only where it is not ok. */
  readonly remedy?: string;
  /** The one thing that does not work without it; all the rest of vnet does. Only where it is not ok. */
  readonly neededOnlyFor?: string;
}
