// The lint rule `stability/smooth-too-short`: the snippets of its page, and what the page has no room for.
import { smoothTooShort } from "../../../../../lang/lint/rules/stability/smooth-too-short.ts";
import { describeLintRule } from "../../describe-lint-rule.ts";

describeLintRule(smoothTooShort, {
  finds: [
    "infer { update: 50 ms, smooth: «499 ms» }",
    "infer { smooth: «0.4 s» }",
    "infer { smooth: «2 * 100 ms» }",
    "infer { detect: 10% }\ninfer { smooth: «250 ms» }",
  ],
  leaves: [
    "infer { smooth: auto }",
    "infer { update: 50 ms }",
    "infer { smooth: 0.5 s }",
    "infer { smooth: 1 min }",
  ],
});
