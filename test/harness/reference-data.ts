// The reference data beside the checkout: where a file of it lies, and whether it is there at all.
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, it } from "vitest";
import { repositoryRoot } from "./vnet-process.ts";

export const referenceData = path.resolve(repositoryRoot, "../shared/data");
export const hasReferenceData = existsSync(referenceData);
export const withoutReferenceData = "needs the reference data in ../shared/data, which is not here";

/** A suite that needs the reference data; without it, one test in its place is skipped and says why. */
export function describeWithReferenceData(name: string, body: () => void): void {
  const suite = hasReferenceData ? body : skipInstead;
  describe(name, () => {
    suite();
  });
}

function skipInstead(): void {
  it("is tested where the data is", (context) => context.skip(withoutReferenceData));
}
