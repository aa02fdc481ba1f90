// The lint rule `stability/missing-cooldown`: the snippets of its page, and what the page has no room for.
import { missingCooldown } from "../../../../../lang/lint/rules/stability/missing-cooldown.ts";
import { describeLintRule } from "../../describe-lint-rule.ts";

describeLintRule(missingCooldown, {
  finds: [
    "rule «r» { when traffic.total > 1 Mbps or app.changed do adapt }",
    "rule «r» { for each h in hosts when h.load > 90% for 10 s do migrate { from: h } priority 2 }",
    "rule «r» { when since(adaptation) < 10 s do forward }",
    'rule «r» { when not app.changed do { alert "now" connect } }',
    "rule «r» { when plan.gain > 5% do connect until traffic.total < 10 kbps }",
    "rule «first» { when traffic.total > 1 Mbps do connect } rule «second» { when a.load > 50% do migrate }",
  ],
  leaves: [
    "rule r { when app.changed and traffic.total > 1 Mbps do adapt }",
    "rule r { when traffic.total > 1 Mbps and (traffic.carried > 1 kbps and app.changed) do adapt }",
    "rule r { when traffic.total > 1 Mbps and since(adaptation) > 30 s do adapt }",
    "rule r { when 30 s <= since(adaptation) do adapt }",
    "rule r { when traffic.total > 1 Mbps do adapt cooldown 0 s }",
    "rule r { when traffic.total > 1 Mbps do { connect hold 1 min } }",
    'rule r { when traffic.total > 1 Mbps do alert "much" }',
    "rule r { when traffic.total < 1 kbps for 30 s do reset }",
  ],
});
