// What a run does not carry out yet is said.
import { expect, it } from "vitest";
import { notYetCarriedOut } from "../../../cli/run/not-yet.ts";
import { compileText } from "../../harness/compile-text.ts";

const network = "proxy gw host a..b vm v1 on a vm v2 on b";

it("says nothing of a policy that is carried out whole", () => {
  expect(notYetCarriedOut(compileText(`network n { ${network} }`))).toEqual([]);
});

it("names fixed forwarding rules", () => {
  const policy = compileText(`network n { ${network} link a <-> b forward v1 -> v2 via a, b }`);
  expect(notYetCarriedOut(policy).join()).toContain("`forward` rules");
});
