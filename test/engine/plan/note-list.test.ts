// Remarks of planners are short, well formed and not without end.
import { expect, it } from "vitest";
import { NoteList } from "../../../engine/plan/note-list.ts";
import type { PlanNote } from "../../../engine/plan/planner.ts";

const note: PlanNote = { id: "plan/why", severity: "info", message: "because" };

it("keeps a hundred and says that there were more", () => {
  const notes = new NoteList();
  for (let made = 0; made < 1_000_000; made++) notes.add(note);
  expect(notes.list()).toHaveLength(101);
  expect(notes.list().at(-1)).toMatchObject({ id: "plan/notes", severity: "warning" });
});

it("clips what is long and puts it on one line", () => {
  const notes = new NoteList();
  notes.add({ ...note, message: `a\nb\u001b[2J${"c".repeat(10_000)}` });
  expect(notes.list()[0]?.message).toMatch(/^a b \[2Jc+…$/);
  expect(notes.list()[0]?.message).toHaveLength(501);
});

it.each([undefined, 4, {}, { ...note, id: "why" }, { ...note, severity: "fatal" }, { ...note, message: 1 }])(
  "refuses %j",
  (nonsense) => {
    expect(() => new NoteList().add(nonsense as PlanNote)).toThrow("a note must have an id");
  },
);
