// The reference data beside the checkout: where a file of it lies, and whether it is there at all.
import { existsSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "./vnet-process.ts";

export const referenceData = path.resolve(repositoryRoot, "../shared/data");
export const hasReferenceData = existsSync(referenceData);
export const withoutReferenceData = "needs the reference data in ../shared/data, which is not here";
