// The remarks that planners make in one run: well formed, short, and not without end.
import type { PlanNote } from "./planner.ts";

/** Own choices: more than anybody reads of one decision. */
const mostNotes = 100;
const longestCharacters = 500;

export class NoteList {
  readonly #notes: PlanNote[] = [];
  #isFull = false;

  /** Throws for what is no note. What is too long is clipped, what is too much is left out, and a last note says so. */
  add(note: PlanNote): void {
    const checked = checkedNote(note);
    if (this.#isFull) return;
    this.#isFull = this.#notes.length === mostNotes;
    this.#notes.push(this.#isFull ? fullNote : checked);
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  list(): readonly PlanNote[] {
    return this.#notes;
  }
}

const fullNote: PlanNote = {
  id: "plan/notes",
  severity: "warning",
  message: `planners made more than ${mostNotes} remarks in one run; the rest is left out`,
};

function checkedNote(note: unknown): PlanNote {
  const { id, severity, message } = (note ?? {}) as Partial<Record<keyof PlanNote, unknown>>;
  const isNote =
    typeof id === "string" &&
    /^plan\/[a-z0-9-]{1,60}$/.test(id) &&
    (severity === "info" || severity === "warning") &&
    typeof message === "string";
  if (!isNote)
    throw new TypeError(
      "a note must have an id such as `plan/why`, a severity `info` or `warning`, and a message",
    );
  const isLong = message.length > longestCharacters;
  const line = message.slice(0, longestCharacters).replaceAll(/\p{Cc}+/gu, " ");
  return { id: id as PlanNote["id"], severity, message: isLong ? `${line}…` : line };
}
