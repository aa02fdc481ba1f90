// Patterns of paths, as shells know them: `*`, `**`, `?`, `[a-z]` and `{a,b}`. For shells that do not expand them, and for quoted ones.

/** Whether the path can be meant as a pattern. */
export function isPathPattern(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** The folder below which everything lies that the pattern can match; empty for the current one. */
export function patternFolder(pattern: string): string {
  const parts = pattern.split("/");
  const first = parts.findIndex(isPathPattern);
  const folder = parts.slice(0, first).join("/");
  return folder === "" && pattern.startsWith("/") ? "/" : folder;
}

/** `**` matches any number of folders, the others match within one name; names that begin with a dot only where the pattern has the dot. */
export function patternToRegExp(pattern: string): RegExp {
  const body = pattern
    .replace(/^(\.\/)+/, "")
    .split(/(\*\*\/|\*\*|\*|\?|\[[^\]/]+\]|\{[^{}]*\})/)
    .map(pieceToRegExp)
    .join("");
  return new RegExp(`^${body}$`, "u");
}

function pieceToRegExp(piece: string): string {
  if (piece === "**/") return "(?:(?!\\.)[^/]+/)*";
  if (piece === "**") return "(?:(?!\\.)[^/]+/)*(?!\\.)[^/]+";
  if (piece === "*") return "(?:(?<![^/])(?!\\.)[^/]*|(?<=[^/])[^/]*)";
  if (piece === "?") return "[^/]";
  if (/^\[.+\]$/.test(piece)) {
    const inside = piece.slice(1, -1).replaceAll("\\", "\\\\");
    return /^[!^]/.test(inside) ? `[^${quoteClass(inside.slice(1))}/]` : `[${quoteClass(inside)}]`;
  }
  if (/^\{.*\}$/.test(piece)) return `(?:${piece.slice(1, -1).split(",").map(quote).join("|")})`;
  return quote(piece);
}

function quote(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/]/g, "\\$&");
}

/** In a class of characters only these mean something, `-` aside. */
function quoteClass(text: string): string {
  return text.replaceAll(/[[\]^]/g, "\\$&");
}
