// Whatever is formatted says the same as before, keeps its comments, and is not changed by formatting it again.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DiagnosticBag } from "../../../lang/diagnostics/diagnostic-bag.ts";
import { format } from "../../../lang/format/format.ts";
import { printTree } from "../../../lang/format/print-tree.ts";
import { isSameTree } from "../../../lang/format/same-tree.ts";
import { createSourceFile } from "../../../lang/source/source-file.ts";
import { readTokens } from "../../../lang/syntax/lexer.ts";
import { parse } from "../../../lang/syntax/parse.ts";
import type { PolicyTree } from "../../../lang/syntax/tree.ts";
import { policyTree } from "../../arbitraries/policy-tree.ts";
import { repositoryRoot } from "../../harness/vnet-process.ts";

function read(text: string): PolicyTree {
  const diagnostics = new DiagnosticBag();
  const tree = parse(createSourceFile("x", text), 0, diagnostics);
  expect(diagnostics.sorted().filter(({ severity }) => severity === "error")).toEqual([]);
  return tree;
}

function formatted(text: string): string {
  const result = format({ path: "x", text });
  if (!result.ok)
    throw new Error(
      result.reason === "defect" ? result.message : `${JSON.stringify(result.diagnostics)} in ${text}`,
    );
  return result.text;
}

/** What is wrong with how a text is formatted; undefined when nothing is. */
function faultOf(text: string): string | undefined {
  const once = formatted(text);
  if (formatted(once) !== once) return `changed when it is formatted again:\n${once}`;
  if (!isSameTree(read(once), read(text))) return `says something else:\n${once}`;
  const commentsIn = (of: string): string[] => readTokens(of).comments.map(({ image }) => image.trim());
  if (commentsIn(once).sort().join("\n") !== commentsIn(text).sort().join("\n"))
    return `lost a comment:\n${once}`;
  return /.*[ \t\r]\n|\n\n\n.*|^\n.*|\n\n$|.*\t.*/.exec(once)?.[0];
}

const folders = ["policies", "stdlib", "../shared/examples"].map((name) => path.join(repositoryRoot, name));
const files = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith(".vnet"));
const texts = files.map((file) => readFileSync(file, "utf8"));

describe("a tree", () => {
  it("is the same when it is printed and read again", () => {
    fc.assert(
      fc.property(policyTree, (tree) => {
        const text = printTree(tree);
        expect(isSameTree(read(text), { ...read(""), ...tree })).toBe(true);
        expect(faultOf(text)).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });
});

/** What can stand between two tokens: spaces, line breaks of every kind, comments. */
const gap = fc
  .array(
    fc.constantFrom(" ", " ", "  ", "\n", "\n\n\n", "\r\n", "\t", "# a\n", "## doc \n", "#\n", "#, # }\r\n"),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((pieces) => pieces.join(""));

/** The tokens of a text with that between them; a word behind a number stays on another line, or it would be its unit. */
function spread(text: string, gapBefore: (index: number) => string): string {
  const { tokens } = readTokens(text);
  const isNumber = (i: number): boolean => /^[\d._]+$/.test(tokens[i]?.image ?? "");
  return tokens.map(({ image }, i) => (isNumber(i - 1) ? "\n" : "") + gapBefore(i) + image).join("");
}

describe("a policy", () => {
  it.each(files.map((file, i) => [path.relative(repositoryRoot, file), texts[i] ?? ""]))("%s", (_, text) => {
    expect(faultOf(text)).toBeUndefined();
  });

  it("with other white space and with comments anywhere", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.infiniteStream(gap),
        fc.nat({ max: 9 }),
        (text, gaps, rarity) => {
          const gapBefore = (i: number): string =>
            i % (rarity + 1) === 0 ? (gaps.next().value as string) : " ";
          expect(faultOf(spread(text, gapBefore))).toBeUndefined();
        },
      ),
      { numRuns: 10 },
    );
  });

  it("that comes from a tree, with other white space and with comments anywhere", () => {
    fc.assert(
      fc.property(policyTree, fc.infiniteStream(gap), (tree, gaps) => {
        expect(faultOf(spread(printTree(tree), () => gaps.next().value as string))).toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });

  it("in which a stretch is replaced is formatted, or left alone with what is wrong with it", () => {
    const piece = fc.constantFrom(
      "",
      " ",
      "\n",
      "{",
      "}",
      ",",
      "#",
      '"',
      "a",
      "host",
      "not ",
      "(",
      ")",
      "\uFEFF",
      "\u202E",
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), piece), {
          minLength: 1,
          maxLength: 3,
        }),
        (text, changes) => {
          let changed = text;
          for (const [at, length, by] of changes) {
            const start = Math.floor(at * changed.length);
            changed = changed.slice(0, start) + by + changed.slice(start + length);
          }
          const result = format({ path: "x", text: changed });
          const told = !result.ok && result.reason === "unreadable" ? result.diagnostics.length : 0;
          expect(result.ok ? faultOf(changed) : told > 0 || result).toBe(result.ok ? undefined : true);
        },
      ),
      { numRuns: 30 },
    );
  });
});
