// Lookahead of the parser, worked out where a decision is first met: a file uses few of the grammar's rules, and starts count.
import { LLkLookaheadStrategy, type ILookaheadStrategy } from "chevrotain";

type Alternation = ILookaheadStrategy["buildLookaheadForAlternation"];
type Optional = ILookaheadStrategy["buildLookaheadForOptional"];

/** Decides as the library's own strategy does; only when it works that out is different. */
export class LazyLookahead extends LLkLookaheadStrategy {
  override buildLookaheadForAlternation(options: Parameters<Alternation>[0]): ReturnType<Alternation> {
    return madeAtFirstCall(() => super.buildLookaheadForAlternation(options));
  }

  override buildLookaheadForOptional(options: Parameters<Optional>[0]): ReturnType<Optional> {
    return madeAtFirstCall(() => super.buildLookaheadForOptional(options));
  }
}

/** The library calls it as a method of the parser. */
function madeAtFirstCall<Arguments extends unknown[], Answer>(
  make: () => (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  let made: ReturnType<typeof make> | undefined;
  return function (this: unknown, ...given) {
    return (made ??= make()).apply(this, given);
  };
}
