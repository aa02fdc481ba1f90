// The language as the other areas use it: text in, diagnostics and the compiled form out.
export type { CompileOptions, CompileResult } from "./analyse.ts";
export { compile } from "./compile.ts";
export { catalog } from "./diagnostics/catalog.ts";
export type { DiagnosticId } from "./diagnostics/catalog.ts";
export type { Diagnostic, Edit, Label, Severity } from "./diagnostics/diagnostic.ts";
export { decodePolicy } from "./ir/decode-policy.ts";
export { facts, shapeClasses } from "./ir/facts.ts";
export type { FactKind, FactName, FactSignature } from "./ir/facts.ts";
export { policySchema } from "./ir/policy-ir.ts";
export type { LimitIr, PolicyIr } from "./ir/policy-ir.ts";
export type { LintFamily, LintRule } from "./lint/lint-rule.ts";
export { lint } from "./lint/lint.ts";
export { allRules } from "./lint/rules/all-rules.ts";
export type { PlannerSignature } from "./lower/compilation.ts";
export type { LoadModule } from "./modules/module.ts";
export { createSourceFile, lineText, positionAt } from "./source/source-file.ts";
export type { Position, SourceFile } from "./source/source-file.ts";
export type { Span } from "./source/span.ts";
