// What people read of the log.
import { expect, it } from "vitest";
import { readableLine } from "../../../cli/log/readable-line.ts";

it.each([
  [{ level: "info", role: "daemon", host: "a", msg: "link to `b` is up" }, "daemon `a`: link to `b` is up\n"],
  [{ level: "debug", role: "controller", msg: "measured" }, "controller: debug: measured\n"],
  [{ level: "fatal", role: "controller", msg: "ended" }, "controller: fatal: ended\n"],
  [
    { level: "warn", role: "daemon", host: "a", msg: "lost: \u001b[2J\nforged" },
    "daemon `a`: lost: \\u001b[2J\\nforged\n",
  ],
])("is who, and the sentence, and never steers the terminal: %j", (line, readable) => {
  expect(readableLine(`${JSON.stringify(line)}\n`)).toBe(readable);
});

it("is the text itself where that is no JSON", () => {
  expect(readableLine("{ half a line\n")).toBe("{ half a line\n");
});
