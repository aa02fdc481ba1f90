// All declarations of a policy, imports included, to one document.
import type { PolicyIr } from "../ir/policy-ir.ts";
import type { LoadedModules } from "../modules/load-modules.ts";
import type { Name } from "../syntax/expression.ts";
import type { Declaration } from "../syntax/tree.ts";
import type { Evaluator } from "./evaluate.ts";
import { lowerInfer, lowerLimit } from "./limits.ts";
import { lowerNetwork } from "./network.ts";
import { enterNames } from "./network-names.ts";
import { lowerObjective, lowerRule } from "./rule.ts";
import { lowerTest } from "./test.ts";

type Kind<K extends Declaration["kind"]> = Extract<Declaration, { kind: K }>;

/** Says of all but the first that there can be one only. */
function onlyOne<D extends { readonly name: Name }>(
  evaluator: Evaluator,
  id: "topology/network" | "rule/duplicate",
  what: string,
  declarations: readonly D[],
): D | undefined {
  const [first, ...others] = declarations;
  for (const { name } of others)
    evaluator.compilation.diagnostics.report(
      id,
      name.span,
      `a policy has one ${what}, and \`${name.text}\` is another`,
      {
        labels: first === undefined ? [] : [{ span: first.name.span, text: "the first" }],
      },
    );
  return first;
}

function checkNames(evaluator: Evaluator, what: string, names: readonly Name[]): void {
  const seen = new Map<string, Name>();
  for (const name of names) {
    const before = seen.get(name.text);
    if (before !== undefined && name.text !== "")
      evaluator.compilation.diagnostics.report(
        "name/duplicate",
        name.span,
        `two ${what} are called \`${name.text}\``,
        {
          labels: [{ span: before.span, text: "the first" }],
        },
      );
    else seen.set(name.text, name);
  }
}

function checkEdition(evaluator: Evaluator, { modules }: LoadedModules): void {
  for (const { tree } of modules) {
    const { edition } = tree;
    if (edition === undefined || (edition.kind === "name" && edition.name.text === "")) continue;
    if (edition.kind === "number" && edition.value === 1 && edition.unit === undefined) continue;
    evaluator.fail(
      "syntax/edition",
      edition.span,
      "this version of vnet knows edition 1 only",
      "write `edition 1`",
    );
  }
}

export function lowerPolicy(
  evaluator: Evaluator,
  loaded: LoadedModules,
  plugins: PolicyIr["plugins"],
): PolicyIr | undefined {
  const { compilation } = evaluator;
  const all = loaded.modules.flatMap(({ tree }) => tree.declarations);
  const of = <K extends Declaration["kind"]>(kind: K): Kind<K>[] =>
    all.filter((each): each is Kind<K> => each.kind === kind);
  checkEdition(evaluator, loaded);
  const declaration = onlyOne(evaluator, "topology/network", "network", of("network"));
  const members = declaration && enterNames(compilation, declaration);
  const lost = loaded.modules.some(({ tree }) => tree.skipped.size > 0);
  if (declaration === undefined && !lost)
    compilation.diagnostics.report(
      "topology/network",
      { file: loaded.entry.file, start: 0, end: 0 },
      "this policy has no `network`",
      { help: "declare one, with a proxy and hosts: `network NAME { proxy gw  host a, b }`" },
    );
  // Without a network no name means anything, and each use would say so again.
  if (declaration === undefined || members === undefined) return undefined;
  const network = lowerNetwork(evaluator, declaration, members);
  const objective = onlyOne(evaluator, "rule/duplicate", "objective", of("objective"));
  checkNames(
    evaluator,
    "rules",
    of("rule").map(({ name }) => name),
  );
  checkNames(
    evaluator,
    "plugins",
    of("plugin").map(({ name }) => name),
  );
  return {
    irVersion: 1,
    edition: 1,
    sources: compilation.sources.map(({ path }) => path),
    network,
    infer: lowerInfer(evaluator, of("infer")),
    limits: of("limit").flatMap(({ entries }) =>
      entries.flatMap((each) => lowerLimit(evaluator, each) ?? []),
    ),
    ...(objective === undefined ? {} : { objective: lowerObjective(evaluator, objective) }),
    rules: of("rule").map((rule) => lowerRule(evaluator, rule)),
    plugins,
    tests: of("test").map((test) => lowerTest(evaluator, test)),
  };
}
