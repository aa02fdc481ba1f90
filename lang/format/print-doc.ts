// Writes a document as text: decides for each group whether it fits on its line.
import { breaks, flatText } from "./doc.ts";
import type { Doc, DocNode } from "./doc.ts";
import type { FormatToken } from "./format-token.ts";
import { indentColumns, widthColumns, widthOf } from "./style.ts";

interface Command {
  readonly level: number;
  readonly isFlat: boolean;
  readonly doc: Doc;
}

/** Ends with a line break, unless it is empty. */
export function printDoc(doc: Doc): string {
  const printer = new DocPrinter();
  printer.print(doc);
  return printer.text();
}

class DocPrinter {
  readonly #pieces: string[] = [];
  #column = 0;
  /** Nothing but spaces stands on the line. */
  #isLineEmpty = true;
  /** A comment that belongs behind what is on the line. */
  #pending: string | undefined;
  /** A comment ends the line: nothing can follow on it. */
  #isLineClosed = false;
  #stack: Command[] = [];

  text(): string {
    this.#flush();
    const text = this.#pieces.join("").trimEnd();
    return text === "" ? "" : `${text}\n`;
  }

  print(doc: Doc): void {
    this.#stack = [{ level: 0, isFlat: false, doc }];
    for (let command = this.#stack.pop(); command !== undefined; command = this.#stack.pop())
      this.#step(command);
  }

  #step({ level, isFlat, doc }: Command): void {
    if (typeof doc === "string") return this.#write(doc, level);
    const push = (of: Doc, inner = level, flat = isFlat): unknown =>
      this.#stack.push({ level: inner, isFlat: flat, doc: of });
    switch (doc.kind) {
      case "concat":
        for (let i = doc.parts.length - 1; i >= 0; i--) push(doc.parts[i] ?? "");
        return;
      case "token":
        return this.#token(doc.token, level);
      case "line":
        return isFlat ? this.#write(doc.flat, level) : this.#newLine(level);
      case "hardline":
        this.#newLine(level);
        if (doc.blank) this.#newLine(level);
        return;
      case "indent":
        return void push(doc.of, level + 1);
      case "group":
        return void push(doc.of, level, isFlat || this.#fits(doc));
      case "choice":
        return void (isFlat || this.#fits(doc.flat) ? push(doc.flat, level, true) : push(doc.broken));
      case "fill":
        return this.#fill(doc, level);
      case "comments":
        for (const text of doc.texts) this.#comment(text, level);
        return;
      case "suffix":
        this.#pending = doc.text;
    }
  }

  /** A list of items that know no line break of their own is filled; else each gets a line. */
  #fill(doc: DocNode & { kind: "fill" }, level: number): void {
    const texts = doc.items.map(flatText);
    for (const [i, text] of texts.entries()) {
      const item = doc.items[i] ?? "";
      const hasRoom = text !== undefined && this.#column + 1 + widthOf(text) <= widthColumns;
      if (i > 0 && hasRoom && texts[i - 1] !== undefined) this.#write(" ", level);
      else if (i > 0) this.#newLine(level);
      const rest = this.#stack;
      this.#stack = [{ level, isFlat: false, doc: item }];
      for (let command = this.#stack.pop(); command !== undefined; command = this.#stack.pop())
        this.#step(command);
      this.#stack = rest;
    }
  }

  #write(text: string, level: number): void {
    const isSpace = text === " " || text === "";
    if (this.#pending !== undefined || this.#isLineClosed) {
      if (isSpace) return;
      if (text === "," && this.#pending !== undefined) return this.#append(text); // the comment goes behind it
      this.#newLine(level + 1);
    }
    if (isSpace && this.#isLineEmpty) return;
    this.#append(text);
  }

  #append(text: string): void {
    this.#pieces.push(text);
    this.#column += widthOf(text);
    this.#isLineEmpty &&= text.trim() === "";
  }

  #token({ text, leading, trailing }: FormatToken, level: number): void {
    const inner = this.#isLineEmpty ? level : level + 1;
    for (const comment of leading) this.#comment(comment.text, inner);
    if (leading.length > 0) this.#newLine(inner);
    this.#write(text, level);
    if (trailing !== undefined) this.#pending = trailing;
  }

  /** On a line of its own. */
  #comment(text: string, level: number): void {
    if (!this.#isLineEmpty || this.#isLineClosed) this.#newLine(level);
    this.#append(text);
    this.#isLineClosed = true;
  }

  #flush(): void {
    if (this.#pending === undefined) return;
    this.#pieces.push(" ", this.#pending);
    this.#pending = undefined;
  }

  #newLine(level: number): void {
    this.#flush();
    const last = this.#pieces.length - 1;
    if (this.#pieces[last]?.trim() === "" && !this.#pieces[last].includes("\n")) this.#pieces.pop(); // no space ends a line
    const spaces = " ".repeat(level * indentColumns);
    this.#pieces.push("\n", spaces);
    this.#column = spaces.length;
    this.#isLineEmpty = true;
    this.#isLineClosed = false;
  }

  /** Whether it fits on the line, with what follows it there. */
  #fits(doc: Doc): boolean {
    if (breaks(doc) || this.#pending !== undefined || this.#isLineClosed) return false;
    let room = widthColumns - this.#column;
    const stack: Command[] = [{ level: 0, isFlat: true, doc }];
    let rest = this.#stack.length;
    while (room >= 0) {
      const command = stack.pop() ?? this.#stack[--rest];
      if (command === undefined) return true;
      const { isFlat, doc: next } = command;
      if (typeof next === "string") {
        room -= widthOf(next);
        continue;
      }
      switch (next.kind) {
        case "concat":
          for (let i = next.parts.length - 1; i >= 0; i--)
            stack.push({ ...command, doc: next.parts[i] ?? "" });
          break;
        case "token":
          if (next.token.leading.length > 0) return true;
          room -= widthOf(next.token.text);
          if (next.token.trailing !== undefined) return room >= 0;
          break;
        case "line":
          if (!isFlat) return true;
          room -= next.flat.length;
          break;
        case "indent":
        case "group":
          stack.push({ ...command, isFlat: isFlat && !breaks(next), doc: next.of });
          break;
        case "choice":
          stack.push({ ...command, doc: isFlat ? next.flat : next.broken });
          break;
        case "fill":
          room -= widthOf(flatText(next) ?? "");
          break;
        case "hardline":
        case "comments":
        case "suffix":
          return true;
      }
    }
    return false;
  }
}
