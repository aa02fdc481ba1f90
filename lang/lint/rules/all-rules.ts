// Every lint rule, by id. Written by `npm run new:lint-rule`; a test compares it with the files beside it.
import type { LintRule } from "../lint-rule.ts";
import { unencryptedBetweenSites } from "./security/unencrypted-between-sites.ts";
import { missingCooldown } from "./stability/missing-cooldown.ts";
import { noGap } from "./stability/no-gap.ts";
import { smoothTooShort } from "./stability/smooth-too-short.ts";

export const allRules: readonly LintRule[] = [
  unencryptedBetweenSites,
  missingCooldown,
  noGap,
  smoothTooShort,
];
