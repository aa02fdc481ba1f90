// Text as the content of an XML element or attribute, whatever characters are in it.

/** What XML 1.0 has no way to write (section 2.2, Char): most control characters, lone surrogates, U+FFFE and U+FFFF. */
const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

export function escaped(text: string): string {
  return text
    .replaceAll(notInXml, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
