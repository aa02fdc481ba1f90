// The rule that finds windows too short for the network to follow what is seen in them.
import { unmeasuredReconfigurationSeconds } from "../../../ir/infer-defaults.ts";
import type { LintRule } from "../../lint-rule.ts";

/** The paper's Nyquist argument: what is sampled must last twice as long as one reaction takes. */
const leastSeconds = 2 * unmeasuredReconfigurationSeconds;

export const smoothTooShort: LintRule = {
  id: "stability/smooth-too-short",
  title: "a window so short that the network cannot follow what is seen in it",
  severity: "warning",
  docs: "lang/lint/rules/stability/smooth-too-short.md",
  create: ({ policy, report }) => ({
    infer({ attributes }) {
      const given = attributes.find(({ name }) => name.text === "smooth");
      const seconds = policy?.infer.smooth;
      if (given === undefined || typeof seconds !== "number" || seconds >= leastSeconds) return;
      report(
        given.value.span,
        `\`smooth\` is ${inMs(seconds)}, less than the ${inMs(leastSeconds)} that the network needs to follow`,
        { help: "write `smooth: 500 ms` or more, or `smooth: auto` for what is measured" },
      );
    },
  }),
};

function inMs(seconds: number): string {
  return `${Number((seconds * 1000).toPrecision(3))} ms`;
}
