// Which word a misspelled one was meant to be.
import { expect, it } from "vitest";
import { nearest } from "../../../lang/diagnostics/did-you-mean.ts";

it.each([
  ["slts", ["slots", "cpu"], "slots"],
  ["mbps", ["Gbps", "Mbps"], "Mbps"],
  ["hots", ["host", "hosts"], "host"],
  ["xyzzy", ["slots", "cpu"], undefined],
  ["q", ["a", "b"], undefined],
])("`%s` among %j", (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});
