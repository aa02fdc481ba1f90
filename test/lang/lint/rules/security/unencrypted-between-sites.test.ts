// The lint rule `security/unencrypted-between-sites`: the snippets of its page, and what the page has no room for.
import { unencryptedBetweenSites } from "../../../../../lang/lint/rules/security/unencrypted-between-sites.ts";
import { describeLintRule } from "../../describe-lint-rule.ts";

/** a and b are in the east, c in the west, d nowhere. */
const network = (...items: readonly string[]): string =>
  `network n {
  site east
  site west
  proxy gw { site: east }
  host a, b { site: east }
  host c { site: west }
  host d
  ${items.join("\n  ")}
}`;

describeLintRule(unencryptedBetweenSites, {
  finds: [
    network("allow link any <-> any { via: «ws» }"),
    network("allow link site east <-> site west { via: «[wss, vxlan]» }"),
    network("allow link a <-> c { via: «tcp» }"),
    network("deny link any <-> any { via: ws }", "allow link c <-> gw { via: «ws» }"),
    network("link a <-> c { via: «[ws]» }"),
    network("overlay ring([a, b, c]) { via: «tcp» }"),
    network("allow link a -> c { via: «ws» }"),
  ],
  leaves: [
    network("allow link any <-> any { via: [wss, udp, pipe] }"),
    network("allow link any <-> any"),
    network("allow link site east <-> site east { via: [ws, tcp, vxlan] }"),
    network("allow link any <-> any { via: [ws, wss] }", "deny link site east <-> site west { via: ws }"),
    network("allow link a <-> c { via: [ws, wss] }", "deny link c -> any { via: ws }"),
    network("deny link any <-> any { via: ws }", "allow link any <-> any { via: wss }"),
    network("allow link d <-> c { via: ws }"),
    network("link a <-> b { via: ws }", "link a <-> c { via: wss }", "link a <-> d { via: ws }"),
  ],
});
