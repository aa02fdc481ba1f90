// The rule that finds `until` beginning where `when` ends, so that a value on the border switches to and fro.
import { changesNetwork } from "../../changes-network.ts";
import type { LintRule } from "../../lint-rule.ts";
import { thresholdsOf } from "../../threshold.ts";
import type { Threshold } from "../../threshold.ts";
import { waitsForChange } from "../../waits-for-change.ts";

export const noGap: LintRule = {
  id: "stability/no-gap",
  title: "thresholds of `when` and `until` with no gap between them",
  severity: "warning",
  docs: "lang/lint/rules/stability/no-gap.md",
  create: ({ compiledRule, report }) => ({
    rule(declaration) {
      const { when, actions, settings } = declaration;
      const compiled = compiledRule(declaration);
      const until = settings.find(({ key }) => key === "until");
      if (compiled?.until === undefined || until === undefined) return;
      if (!changesNetwork(actions) || waitsForChange(when)) return;
      const starts = thresholdsOf(compiled.when, "and");
      const ends = thresholdsOf(compiled.until, "or");
      if (!starts.some((start) => ends.some((end) => isAdjoining(start, end)))) return;
      report(until.value.span, "between `when` and `until` there is no gap", {
        labels: [{ span: when.span, text: "brings what the other takes back" }],
        help: "let `until` begin well beyond the threshold of `when`, such as at half of it",
      });
    },
  }),
};

/** Whether some value, or the border itself, satisfies both or the one as soon as the other ends. */
function isAdjoining(start: Threshold, end: Threshold): boolean {
  if (start.quantity !== end.quantity || start.side === end.side) return false;
  return start.side === "above" ? end.bound >= start.bound : end.bound <= start.bound;
}
