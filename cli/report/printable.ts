// Text from files, peers and arguments as a terminal may show it: what would steer the terminal, or make text look different from what it is, is spelt out.

/** Control and format characters (Cc, Cf), line and paragraph separators; among them escape sequences, C1 controls and marks of direction. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The same text on one line, hidden characters as in JSON: `\u202e`. */
export function printable(text: string): string {
  return text.replaceAll(hidden, (character) => {
    const quoted = JSON.stringify(character).slice(1, -1);
    return quoted === character ? escaped(character) : quoted;
  });
}

/** The same value with every text in it printable; names of properties are ours and stay. */
export function printableIn<T>(value: T): T {
  if (typeof value === "string") return printable(value) as T;
  if (Array.isArray(value)) return value.map(printableIn) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, printableIn(inner)])) as T;
}

/** JSON with hidden characters escaped, which means the same. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(hidden, escaped);
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");
}
