// Reads the inside of a string: escapes, and interpolations `{name}`.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { Name } from "./expression.ts";

const piece = /\\(.)|\{([A-Za-z_][\w-]*)\}|[{}]|[^\\{}]+/gsu;
const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  '"': '"',
  "\\": "\\",
  "{": "{",
  "}": "}",
};

/** `image` is the token with its quotes; neighbouring text is joined, so a plain string has at most one part. */
export function stringParts(
  image: string,
  file: number,
  offset: number,
  diagnostics: DiagnosticBag,
): readonly (string | Name)[] {
  const inside = image.slice(1, image.length > 1 && image.endsWith('"') ? -1 : undefined);
  const parts: (string | Name)[] = [];
  let text = "";
  for (const match of inside.matchAll(piece)) {
    const start = offset + 1 + match.index;
    const span = { file, start, end: start + match[0].length };
    const [all, escaped, name] = match;
    if (name !== undefined) {
      if (text !== "") parts.push(text);
      text = "";
      parts.push({ text: name, span });
    } else if (escaped !== undefined) {
      const plain = escapes[escaped];
      if (plain === undefined)
        diagnostics.report("syntax/interpolation", span, `unknown escape \`${all}\``, {
          help: 'the escapes are `\\"`, `\\\\`, `\\{`, `\\}`, `\\n` and `\\t`',
        });
      text += plain ?? "";
    } else {
      if (all === "{" || all === "}")
        diagnostics.report("syntax/interpolation", span, `\`${all}\` in a string is no interpolation`, {
          help: `write \`\\${all}\` for the character, or \`{name}\``,
        });
      text += all;
    }
  }
  if (text !== "") parts.push(text);
  return parts;
}
