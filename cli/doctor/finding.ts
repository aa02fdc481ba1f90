// What one check of the doctor found.

export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** What was found, and what is needed. */
  readonly found: string;
  /** What to do about it; only where it is not ok. */
  readonly remedy?: string;
}
