// The recipes of CONTRIBUTING.md, read as what there is to do: files to write, files to change, commands to run.

export type Step =
  | { readonly kind: "write"; readonly file: string; readonly text: string }
  | { readonly kind: "change"; readonly file: string; readonly hunks: readonly Hunk[] }
  | { readonly kind: "run"; readonly command: string; readonly shows: readonly string[] };

/** Lines that stand next to one another in the file, and what they are to become. */
export interface Hunk {
  readonly before: string;
  readonly after: string;
}

export interface Recipe {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Recipes are the sections of the third level below `## Recipes`. */
export function readRecipes(text: string): readonly Recipe[] {
  const [, chapter = ""] = text.split(/^## Recipes$/m);
  const [part = ""] = chapter.split(/^## /m);
  return part
    .split(/^### /m)
    .slice(1)
    .map((section) => ({ title: section.split("\n")[0] ?? "", steps: readSteps(section) }));
}

const namedPath = /`([\w.-]+(?:\/[\w.-]+)+\.\w+)`/;
const fence = /^( *)(`{3,})(\w+)$/;

function readSteps(section: string): Step[] {
  const steps: Step[] = [];
  const lines = section.split("\n");
  let file = ""; // the path that the item names first
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const [opened, indent = "", ticks = "", language = ""] = fence.exec(line) ?? [];
    if (opened === undefined) {
      if (/^\d+\. /.test(line)) file = "";
      file ||= namedPath.exec(line)?.[1] ?? "";
      continue;
    }
    const end = lines.indexOf(`${indent}${ticks}`, i);
    const body = lines.slice(i + 1, end).map((line) => line.slice(indent.length));
    steps.push(...readBlock(language, file, body));
    i = end;
  }
  return steps;
}

function readBlock(language: string, file: string, body: readonly string[]): Step[] {
  if (language === "console") return readCommands(body);
  if (language === "diff") return [{ kind: "change", file, hunks: readHunks(body) }];
  return [{ kind: "write", file, text: `${body.join("\n")}\n` }];
}

/** A command behind each `$ `, then what it shows. */
function readCommands(body: readonly string[]): Step[] {
  const starts = body.flatMap((line, index) => (line.startsWith("$ ") ? [index] : []));
  return starts.map((start, index) => ({
    kind: "run",
    command: (body[start] ?? "").slice(2),
    shows: body.slice(start + 1, starts[index + 1]).filter((line) => line.trim() !== ""),
  }));
}

/** As in a unified diff: ` ` stays, `-` goes, `+` comes; `@@` stands between places. */
function readHunks(body: readonly string[]): Hunk[] {
  const hunks: string[][] = [[]];
  for (const line of body) {
    if (line === "@@") hunks.push([]);
    else hunks.at(-1)?.push(line);
  }
  const side = (lines: readonly string[], left: string): string =>
    lines
      .filter((line) => !line.startsWith(left))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  return hunks.map((lines) => ({ before: side(lines, "+"), after: side(lines, "-") }));
}
