// The one place that loads the parser library: its own bundle starts in 20 ms, the package's many files in half a second.
import type * as Chevrotain from "chevrotain";

async function load(): Promise<typeof Chevrotain> {
  try {
    const bundle = new URL("../chevrotain.min.mjs", import.meta.resolve("chevrotain"));
    return (await import(/* @vite-ignore */ bundle.href)) as typeof Chevrotain;
  } catch {
    return import("chevrotain"); // where the host cannot resolve or has bundled us
  }
}

export const { createToken, EmbeddedActionsParser, Lexer, tokenMatcher, EOF }: typeof Chevrotain =
  await load();
export type { ILexingError, IRecognitionException, IToken, ParserMethod, TokenType } from "chevrotain";
