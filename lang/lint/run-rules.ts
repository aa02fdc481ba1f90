// Runs lint rules over a policy: one walk over its declarations, which all rules share.
import type { Analysis } from "../analyse.ts";
import type { RuleIr } from "../ir/policy-ir.ts";
import type { Declaration, RuleDeclaration } from "../syntax/tree.ts";
import type { LintContext, LintRule, LintVisitor } from "./lint-rule.ts";

/** Findings go to the analysis' diagnostics. */
export function runRules(rules: readonly LintRule[], analysis: Analysis): void {
  const { policy, diagnostics, loaded } = analysis;
  const compiledRule = ruleFinder(analysis);
  const visitors = rules.map((rule) => {
    const report: LintContext["report"] = (at, message, details) =>
      diagnostics.add(rule, at, message, details);
    return rule.create({ policy, compiledRule, report });
  });
  for (const { file, tree } of loaded.modules) {
    if (loaded.sources[file]?.path.startsWith("std/") === true) continue;
    for (const declaration of tree.declarations) {
      if (diagnostics.hasSyntaxErrorWithin(declaration.span)) continue; // what is missing may stand there
      for (const visitor of visitors) show(declaration, visitor);
    }
  }
}

function show(declaration: Declaration, visitor: LintVisitor): void {
  const visit = visitor[declaration.kind] as ((declaration: Declaration) => void) | undefined;
  visit?.(declaration);
}

/** Rules by where they stand: the compiled form keeps that as their origin. */
function ruleFinder({ policy }: Analysis): LintContext["compiledRule"] {
  let byPlace: Map<string, RuleIr> | undefined;
  return ({ span }: RuleDeclaration) => {
    byPlace ??= new Map(policy?.rules.map((rule) => [`${rule.origin[0]} ${rule.origin[1]}`, rule]) ?? []);
    return byPlace.get(`${span.file} ${span.start}`);
  };
}
