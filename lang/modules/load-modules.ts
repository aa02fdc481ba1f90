// Reads a policy and everything that it imports, each file once.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import { createSourceFile } from "../source/source-file.ts";
import type { SourceFile } from "../source/source-file.ts";
import { parse } from "../syntax/parse.ts";
import type { Import, LoadModule, Module } from "./module.ts";

/** In scope everywhere, without an import. */
const standardTopologies = "std/topologies";

export interface LoadedModules {
  readonly entry: Module;
  /** Undefined when the standard library cannot be loaded; that is reported. */
  readonly standard: Module | undefined;
  /** All but the standard library's, in the order in which they count: what is imported before what imports it. */
  readonly modules: readonly Module[];
  readonly sources: readonly SourceFile[];
}

export function loadModules(
  entry: { readonly path: string; readonly text: string },
  load: LoadModule,
  diagnostics: DiagnosticBag,
): LoadedModules {
  const sources: SourceFile[] = [];
  const byPath = new Map<string, Module>();
  const modules: Module[] = [];

  function read(path: string, text: string): Module {
    const known = byPath.get(path);
    if (known !== undefined) return known;
    const file = sources.length;
    const source = createSourceFile(path, text);
    sources.push(source);
    const tree = parse(source, file, diagnostics);
    const imports: Import[] = [];
    const module: Module = { file, tree, imports };
    byPath.set(path, module); // before its imports, so that a circle ends
    for (const { specifier, alias, span } of tree.imports) {
      const [name, ...more] = specifier.kind === "string" ? specifier.parts : [];
      if (diagnostics.hasSyntaxErrorWithin(specifier.span)) continue; // what it names is not known
      if (typeof name !== "string" || more.length > 0) {
        if (specifier.kind === "string")
          diagnostics.report("name/import", specifier.span, "an import names a module", {
            help: 'write `import "std/…"` or `import "./file.vnet"`',
          });
        continue;
      }
      const loaded = load(name, path);
      if ("fault" in loaded)
        diagnostics.report("name/import", specifier.span, `cannot import \`${name}\`: ${loaded.fault}`);
      else imports.push({ alias, module: read(loaded.path, loaded.text), span });
    }
    modules.push(module);
    return module;
  }

  const main = read(entry.path, entry.text);
  const own = [...modules];
  const loaded = load(standardTopologies, entry.path);
  let standard: Module | undefined;
  if ("fault" in loaded)
    diagnostics.report(
      "name/import",
      { file: main.file, start: 0, end: 0 },
      `cannot load \`${standardTopologies}\`: ${loaded.fault}`,
    );
  else standard = read(loaded.path, loaded.text);
  return { entry: main, standard, modules: own, sources };
}
