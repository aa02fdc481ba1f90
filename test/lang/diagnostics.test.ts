// Each mistake gives its diagnostic, at its place, and nothing else.
import { describe, expect, it } from "vitest";
import type { DiagnosticId, PlannerSignature, PluginAnswer } from "../../lang/index.ts";
import { compileText, readMarks, sampleNetwork } from "./compile-text.ts";

/** In `network`: the marked text is inside the block, beside a proxy `gw` and hosts `a` and `b`. */
const inNetwork: readonly (readonly [string, DiagnosticId, string])[] = [
  ["an unknown attribute", "name/unknown-attribute", "host c { «slts»: 1 }"],
  ["an attribute that is given twice", "name/duplicate-attribute", "host c { slots: 1, «slots»: 2 }"],
  ["an attribute of another type", "type/mismatch", "host c { slots: «10 Mbps» }"],
  ["a number of slots that is not whole", "type/range", "host c { slots: «1.5» }"],
  ["a bare number for a duration", "type/mismatch", "path any <-> any { delay: «1» }"],
  ["a unit that does not exist", "unit/unknown", "path any <-> any { rate: 10 «MBps» }"],
  ["a share above 100%", "type/range", "path any <-> any { loss: «120%» }"],
  ["two dimensions in one sum", "unit/mixed", "path any <-> any { rate: 1 Mbps + «1 s» }"],
  ["a link kind that does not exist", "name/unknown-word", "deny link any <-> any { via: «upd» }"],
  ["a host that does not exist", "name/unknown", "vm v on «z»"],
  ["a VM on a site", "type/mismatch", "site s\n vm v on «s»"],
  ["a VM on the proxy", "topology/placement", "vm v on «gw»"],
  ["a name that is declared twice", "name/duplicate", "vm v on a\n vm «v» on b"],
  ["a range that runs backwards", "name/range", "vm «v4..v1» on a"],
  ["a range without order", "name/range", "vm «left..right» on a"],
  ["one MAC address for a range", "topology/mac-on-range", "vm v1..v2 on a { mac: «02:00:00:00:00:01» }"],
  [
    "two VMs with one MAC address",
    "topology/duplicate-mac",
    "vm v on a { mac: 02:00:00:00:00:01 }\n vm «w» on b { mac: 02:00:00:00:00:01 }",
  ],
  ["a MAC address that is none", "syntax/malformed-mac", "vm v on a { mac: «02:00:00:00:00:0g» }"],
  ["a VM too many", "topology/capacity", "host c { slots: 1 }\n vm v, «w» on c"],
  ["too little memory", "topology/capacity", "host c { memory: 1 GiB }\n vm «v» on c { memory: 2 GiB }"],
  ["a second proxy", "topology/proxy", "proxy «hub»"],
  ["two pins for one VM", "topology/placement", "vm v on a\n pin v on a\n «pin v on b»"],
  ["VMs that are apart and together", "topology/placement", "vm v, w on a\n together v, w\n «apart v, w»"],
  ["a host that cannot reach the proxy", "topology/star", "host «c»\n deny link c <-> gw"],
  ["a kept link that is denied", "topology/link", "deny link a <-> b\n «link a <-> b»"],
  ["a path from a host to itself", "topology/link", "path a <-> «a» { rate: 1 Mbps }"],
  ["a topology that does not exist", "name/unknown-function", "overlay «rng»([a, b])"],
  ["an argument too many", "type/arguments", "overlay «ring([a, b], 2)»"],
  ["VMs where hosts are linked", "type/mismatch", "vm v on a\n overlay ring(«[v]»)"],
  ["an interpolation of nothing", "name/unknown", 'host c { address: "«{nam}»" }'],
  ["a misspelled declaration", "syntax/unknown-declaration", "«hots» c { slots: 1 }"],
  ["a number that no double can hold", "type/range", `host c { cpu: «${"9".repeat(400)}» }`],
  ["a node that is linked with itself by a topology", "topology/link", "overlay «ring([a, a, b])»"],
  ["columns that a topology cannot have", "type/range", "overlay «mesh([a, b], 0)»"],
  ["an unknown word where a declaration goes on", "syntax/unexpected-token", "vm v «no» a"],
];

/** After a network with hosts a..d, VMs v1..v4, sites east and west. */
const inPolicy: readonly (readonly [string, DiagnosticId, string])[] = [
  ["a misspelled declaration", "syntax/unknown-declaration", "«rul» x { when true do adapt }"],
  ["a `}` too many behind a declaration", "syntax/unexpected-token", "infer { }\n«}»"],
  ["a second network", "topology/network", "network «other» { proxy p }"],
  ["reports more often than 20 a second", "type/range", "infer { update: «10 ms» }"],
  ["an unknown limit", "name/unknown-limit", "limit { «lnks» <= 4 }"],
  ["a limit in another unit", "type/mismatch", "limit { bandwidth <= «5» }"],
  ["a period where none goes", "cost/period", "limit { links <= 4 per «1 min» }"],
  ["an unknown fact", "name/unknown-fact", "rule x { when «app.chnged» do adapt }"],
  ["an unknown member", "name/unknown-fact", "rule x { when a.«laod» > 90% do adapt }"],
  ["a rate beside a duration", "unit/mixed", "rule x { when traffic.total > «1 s» do adapt }"],
  ["a share beside a count", "unit/mixed", "rule x { when a.vms > «50%» do adapt }"],
  ["a bare number beside a rate", "unit/mixed", "rule x { when traffic.total > «5» do adapt }"],
  ["an unknown shape", "name/unknown-word", "rule x { when app.shape == «rng» do adapt }"],
  ["a condition that is a number", "type/mismatch", "rule x { when «traffic.total» do adapt }"],
  ["a comparison of three", "syntax/comparison-chain", "rule x { when 1 < 2 «<» 3 do adapt }"],
  ["a negation in the middle", "syntax/precedence", "rule x { when true == «not» false do adapt }"],
  ["a fact of tests in a rule", "rule/test-fact", "rule x { when «throughput» > 1 Mbps do adapt }"],
  [
    "VMs where sites go",
    "type/mismatch",
    "rule x { when traffic.between(«v1», site west) > 1 bps do adapt }",
  ],
  ["a missing argument", "type/arguments", "rule x { when «traffic(v1)» > 1 bps do adapt }"],
  ["an unknown function", "name/unknown-function", "rule x { when «cuont»(hosts) > 1 do adapt }"],
  [
    "a link between hosts that vary",
    "type/constant",
    "rule x { when any h in hosts: link(«h», gw).up do adapt }",
  ],
  [
    "a loop name outside its loop",
    "name/unknown",
    "rule x { when (any h in hosts: h.vms > 0) and «h».vms > 1 do adapt }",
  ],
  ["a planner that does not exist", "name/unknown-planner", "rule x { when true do connect using «gredy» }"],
  ["a planner of another stage", "type/mismatch", "rule x { when true do migrate using «greedy» }"],
  [
    "an option that does not exist",
    "name/unknown-option",
    "rule x { when true do connect using greedy { «foo»: 1 } }",
  ],
  ["a bare number of seconds", "type/mismatch", "rule x { when true do adapt cooldown «2» }"],
  [
    "a cooldown that is given twice",
    "rule/duplicate",
    "rule x { when true do adapt cooldown 1 s «cooldown 2 s» }",
  ],
  ["a rule that does nothing", "rule/incomplete", "rule «x» { when true do { } }"],
  [
    "two rules of one name",
    "name/duplicate",
    "rule x { when true do adapt } rule «x» { when true do reset }",
  ],
  ["a second objective", "rule/duplicate", "objective o { maximize 1 } objective «p» { minimize 1 }"],
  ["an objective that is no number", "type/mismatch", "objective o { maximize «true» }"],
  ["a test that expects nothing", "rule/incomplete", 'test «"t"» { given vm v1 on a }'],
  [
    "traffic that is no rate",
    "type/mismatch",
    'test "t" { given traffic ring([v1..v4]) at «3 s» expect true }',
  ],
  [
    "an attribute that tests do not set",
    "name/unknown-attribute",
    'test "t" { given host a { «slots»: 1 } expect true }',
  ],
  ["a topology that nothing uses", "name/unused", "topology «mine»(xs) { link xs[0] <-> xs[1] }"],
  ["a string that does not end", "syntax/unterminated-string", 'rule x «"no end» {\n when true do adapt }'],
  ["a character of no use", "syntax/unexpected-character", "limit { links <= 4«;» }"],
  ["a brace in a string", "syntax/interpolation", 'rule x { when true do alert "50 «}»" }'],
];

const planners: readonly PlannerSignature[] = [
  { name: "greedy", stage: "topology", options: { properties: { limit: {} }, required: [] } },
];
const plugins: readonly PluginAnswer[] = [
  {
    name: "mine",
    signature: {
      name: "mine",
      stage: "topology",
      options: {
        properties: {
          width: { type: "integer", minimum: 1, maximum: 8 },
          order: { enum: ["up", "down"] },
          deep: { type: "boolean" },
        },
        required: ["width"],
      },
    },
  },
  { name: "gone", fault: "there is no file" },
];
const withMine = (action: string): string =>
  `plugin mine from "./mine.ts"  rule x { when app.changed do ${action} }`;

const withPlugins: readonly (readonly [what: string, id: string, marked: string])[] = [
  ["a plugin that cannot be loaded", "name/plugin", 'plugin gone from «"./gone.ts"»'],
  ["a plugin that is called as a planner is", "name/duplicate", 'plugin «greedy» from "./mine.ts"'],
  ["what plugins do not have", "name/unknown-attribute", 'plugin mine from "./mine.ts" { «depth»: 3 }'],
  ["an amount of memory that is none", "type/mismatch", 'plugin mine from "./mine.ts" { memory: «3 s» }'],
  ["no time at all", "type/range", 'plugin mine from "./mine.ts" { deadline: «0 s» }'],
  [
    "what the plugin does not take",
    "name/unknown-option",
    withMine("connect using mine { width: 2, «with»: 3 }"),
  ],
  ["what the plugin needs", "name/missing-option", withMine("connect using «mine»")],
  ["too much", "type/range", withMine("connect using mine { width: «9» }")],
  ["a part of one", "type/mismatch", withMine("connect using mine { width: «2.5» }")],
  ["another type", "type/mismatch", withMine("connect using mine { width: 2, deep: «up» }")],
  ["another word", "name/unknown-word", withMine("connect using mine { width: 2, order: «sideways» }")],
  ["a stage that the plugin does not plan", "type/mismatch", withMine("migrate using «mine» { width: 2 }")],
];

function found(marked: string): { ids: string[]; spans: unknown[]; marks: unknown } {
  const { text, marks } = readMarks(marked);
  const { diagnostics, policy } = compileText(text, {}, { planners, plugins });
  expect(policy === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
  return {
    ids: diagnostics.map(({ id }) => id),
    spans: diagnostics.map(({ span }) => [span.start, span.end]),
    marks,
  };
}

describe("one mistake gives one diagnostic, at its place", () => {
  it.each(inNetwork)("%s (%s)", (_, id, marked) => {
    const { ids, spans, marks } = found(`network n {\n proxy gw\n host a, b\n ${marked}\n}`);
    expect(ids).toEqual([id]);
    expect(spans).toEqual(marks);
  });

  it.each(inPolicy)("%s (%s)", (_, id, marked) => {
    const { ids, spans, marks } = found(`${sampleNetwork}\n${marked}\n`);
    expect(ids).toEqual([id]);
    expect(spans).toEqual(marks);
  });

  it.each(withPlugins)("%s (%s)", (_, id, marked) => {
    const { ids, spans, marks } = found(`${sampleNetwork}\n${marked}\n`);
    expect(ids).toEqual([id]);
    expect(spans).toEqual(marks);
  });

  it("nothing of the options of a plugin that has not been loaded", () => {
    const text = `plugin other from "./other.ts"  rule x { when app.changed do connect using other { a: 1 } }`;
    expect(found(`${sampleNetwork}\n${text}\n`).ids).toEqual([]);
  });

  it("an edition that does not exist", () => {
    const { ids, spans, marks } = found(`edition «2»\n${sampleNetwork}`);
    expect(ids).toEqual(["syntax/edition"]);
    expect(spans).toEqual(marks);
  });

  it("an import of what is not there", () => {
    const { ids, spans, marks } = found(`import «"./gone.vnet"»\n${sampleNetwork}`);
    expect(ids).toEqual(["name/import"]);
    expect(spans).toEqual(marks);
  });

  it("a policy without a network", () => {
    expect(found("limit { links <= 4 }").ids).toEqual(["topology/network"]);
  });

  it("a network without a proxy, at the network's name", () => {
    const { ids, spans, marks } = found("network «n» { host a }");
    expect(ids).toEqual(["topology/proxy"]);
    expect(spans).toEqual(marks);
  });

  it("a hidden character that turns text around", () => {
    expect(found(`${sampleNetwork}# \u202E\n`).ids).toEqual(["security/control-character"]);
  });
});

describe("a missing `}`", () => {
  it("is reported behind the last token, with a label on its `{`", () => {
    const text = "network n {\n  proxy gw\n";
    const { diagnostics } = compileText(text);
    expect(diagnostics.map(({ id, span }) => [id, span.start])).toEqual([["syntax/missing-brace", 22]]);
    expect(diagnostics[0]?.labels[0]?.span.start).toBe(text.indexOf("{"));
  });

  it("does not spill into the next declaration", () => {
    const text = "network n {\n  proxy gw\n\nlimit {\n  links <= 4\n}\n";
    expect(compileText(text).diagnostics.map(({ id }) => id)).toEqual(["syntax/missing-brace"]);
  });
});

describe("suggestions", () => {
  it.each([
    ["host c { slts: 1 }", "did you mean `slots`?"],
    ["path any <-> any { rate: 10 MBps }", "did you mean `Mbps`?"],
    ["path any <-> any { delay: 10 sec }", "did you mean `s`?"],
    ["hots c", "did you mean `host`?"],
    ["deny link any <-> any { via: upd }", "did you mean `udp`?"],
  ])("for `%s`", (text, help) => {
    const { diagnostics } = compileText(`network n {\n proxy gw\n host a\n ${text}\n}`);
    expect(diagnostics.map((each) => each.help)).toEqual([help]);
  });
});

it("three unrelated mistakes give three diagnostics", () => {
  const { text, marks } = readMarks(`network n {
  proxy gw
  host a { «slts»: 1 }
}
«netwrk» m { }
rule r {
  when traffic.total > «1 s»
  do adapt
}
`);
  const { diagnostics } = compileText(text);
  expect(diagnostics.map(({ id }) => id)).toEqual([
    "name/unknown-attribute",
    "syntax/unknown-declaration",
    "unit/mixed",
  ]);
  expect(diagnostics.map(({ span }) => [span.start, span.end])).toEqual(marks);
});
