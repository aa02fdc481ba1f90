// The one style: there is nothing to set.

/** The longest line that is written where something can break; strings and comments are never broken. Own choice. */
export const widthColumns = 120;
/** Of one level. */
export const indentColumns = 2;

/** Columns of a text: one for each character. */
export function widthOf(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) width++; // a pair of surrogates is one
  return width;
}
