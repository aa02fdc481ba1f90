// What compiling and linting have in common: reads the files, enters the names, lowers every declaration.
import { DiagnosticBag } from "./diagnostics/diagnostic-bag.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { withoutEchoes } from "./diagnostics/echoes.ts";
import type { PolicyIr } from "./ir/policy-ir.ts";
import type { Compilation, PlannerSignature, PluginAnswer } from "./lower/compilation.ts";
import { Evaluator } from "./lower/evaluate.ts";
import { lowerPlugin, pluginDeclarations } from "./lower/plugin.ts";
import { lowerPolicy } from "./lower/policy.ts";
import { loadModules } from "./modules/load-modules.ts";
import type { LoadedModules } from "./modules/load-modules.ts";
import type { LoadModule } from "./modules/module.ts";
import { Topologies } from "./modules/topologies.ts";
import type { SourceFile } from "./source/source-file.ts";

export interface PolicyText {
  readonly path: string;
  readonly text: string;
}

export interface CompileOptions {
  /** Gives the text of an imported module, `std/topologies` too, which is in scope everywhere. */
  readonly load: LoadModule;
  /** The planners that `using` can name; left out, the names are not checked. */
  readonly planners?: readonly PlannerSignature[];
  /** The policy's plugins that have been loaded, or could not be; of others the options are not checked. */
  readonly plugins?: readonly PluginAnswer[];
}

export interface CompileResult {
  /** Undefined exactly when a diagnostic is an error. */
  readonly policy: PolicyIr | undefined;
  /** By file, offset, id. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the spans' and origins' file index counts. */
  readonly sources: readonly SourceFile[];
  /** The plugins that it names, in text order, also when something is an error. */
  readonly plugins: PolicyIr["plugins"];
}

export interface Analysis {
  /** Undefined when something is an error. */
  readonly policy: PolicyIr | undefined;
  /** What has been found so far; more may be reported to it. */
  readonly diagnostics: DiagnosticBag;
  readonly loaded: LoadedModules;
  readonly plugins: PolicyIr["plugins"];
}

export function analyse(entry: PolicyText, options: CompileOptions): Analysis {
  const diagnostics = new DiagnosticBag();
  const loaded = loadModules(entry, options.load, diagnostics);
  const topologies = new Topologies(loaded);
  const skipped = new Set(loaded.modules.flatMap(({ tree }) => [...tree.skipped]));
  const namesAreLost = (): boolean =>
    skipped.has("..") ||
    loaded.modules.some(({ tree }) => tree.namesAreLost) ||
    diagnostics.has("name/range");
  const answers = new Map(options.plugins?.map((answer) => [answer.name, answer]));
  const declared = pluginDeclarations(loaded);
  const compilation: Compilation = {
    sources: loaded.sources,
    diagnostics,
    names: new Map(),
    planners: options.planners,
    plugins: new Map(declared.map(({ name }) => [name.text, answers.get(name.text)])),
    findTopology: (file, path) => topologies.find(file, path),
    topologyNames: (file) => topologies.namesFor(file),
    // A range that could not be read can have declared any name.
    isExcused: (word) => namesAreLost() || skipped.has(word),
    unknown: new Set(),
  };
  const evaluator = new Evaluator(compilation);
  const plugins = declared.map((each) => lowerPlugin(evaluator, each));
  const policy = lowerPolicy(evaluator, loaded, plugins);
  topologies.check(diagnostics);
  return { policy: diagnostics.hasErrors ? undefined : policy, diagnostics, loaded, plugins };
}

/** What is told of an analysis when nothing more is reported to it. */
export function conclude({ policy, diagnostics, plugins, loaded: { sources } }: Analysis): CompileResult {
  return {
    policy: diagnostics.hasErrors ? undefined : policy,
    diagnostics: withoutEchoes(diagnostics.sorted(), sources),
    sources,
    plugins,
  };
}
