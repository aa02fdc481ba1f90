// The lint rule `stability/no-gap`: the snippets of its page, and what the page has no room for.
import { noGap } from "../../../../../lang/lint/rules/stability/no-gap.ts";
import { describeLintRule } from "../../describe-lint-rule.ts";

const rule = (when: string, until: string, action = "connect"): string =>
  `rule r { when ${when} do ${action} until ${until} cooldown 30 s }`;

describeLintRule(noGap, {
  finds: [
    rule("traffic.total > 1 Mbps", "«traffic.total <= 1000 kbps»"),
    rule("traffic.total > 1 Mbps", "«traffic.total < 2 Mbps»"),
    rule("a.load < 20%", "«20% <= a.load»"),
    rule("traffic.total > 1 Mbps and a.load > 10%", "«a.vms > 3 or traffic.total < 1 Mbps»"),
    rule("traffic.total > 1 Mbps for 10 s", "«traffic.total < 1 Mbps»"),
    "rule r { for each h in hosts when h.load > 90% do migrate { from: h } until «h.load < 90%» cooldown 1 min }",
  ],
  leaves: [
    rule("traffic.total > 1 Mbps", "traffic.total < 999 kbps"),
    rule("a.load < 20%", "a.load > 30%"),
    rule("traffic.total > 1 Mbps", "traffic.carried < 1 Mbps"),
    rule("traffic.total > 1 Mbps", "traffic.total > 1 Gbps"),
    rule("traffic.total > 1 Mbps or a.load > 10%", "traffic.total < 1 Mbps"),
    rule("traffic.total > 1 Mbps", "traffic.total < 1 Mbps and a.load < 10%"),
    rule("app.changed and traffic.total > 1 Mbps", "traffic.total < 1 Mbps"),
    rule("traffic.total > 1 Mbps", "traffic.total < 1 Mbps", 'alert "much"'),
    rule("a.load > 90%", "b.load < 90%"),
  ],
});
