// The rule that finds rules without a pause between two changes of the network.
import type { Expression } from "../../../syntax/expression.ts";
import { changesNetwork } from "../../changes-network.ts";
import { conjunctsOf } from "../../conjuncts.ts";
import type { LintRule } from "../../lint-rule.ts";
import { waitsForChange } from "../../waits-for-change.ts";

export const missingCooldown: LintRule = {
  id: "stability/missing-cooldown",
  title: "a rule that may change the network on every tick",
  severity: "warning",
  docs: "lang/lint/rules/stability/missing-cooldown.md",
  create: ({ report }) => ({
    rule({ name, when, actions, settings }) {
      const holds = actions.some(({ verb }) => verb.text === "hold");
      if (!changesNetwork(actions) || holds || settings.some(({ key }) => key === "cooldown")) return;
      if (waitsForChange(when) || conjunctsOf(when).some(waitsForCalm)) return;
      report(name.span, `\`${name.text}\` changes the network and has no \`cooldown\``, {
        labels: [{ span: when.span, text: "as long as this holds, it fires again at once" }],
        help: "say how long it leaves the network alone, such as `cooldown 30 s`",
      });
    },
  }),
};

/** `since(adaptation) > 30 s`, or the other way round. */
function waitsForCalm(part: Expression): boolean {
  if (part.kind !== "binary") return false;
  const { operator, left, right } = part;
  if (operator === ">" || operator === ">=") return isSince(left);
  return (operator === "<" || operator === "<=") && isSince(right);
}

function isSince(expression: Expression): boolean {
  return (
    expression.kind === "call" && expression.callee.kind === "name" && expression.callee.name.text === "since"
  );
}
