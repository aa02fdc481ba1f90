// Which topology a call means: of its own file, of what the file imports, of the standard library.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { TopologyDeclaration } from "../syntax/tree.ts";
import type { LoadedModules } from "./load-modules.ts";
import type { Module } from "./module.ts";

export class Topologies {
  readonly #loaded: LoadedModules;
  readonly #used = new Set<unknown>();

  constructor(loaded: LoadedModules) {
    this.#loaded = loaded;
  }

  #moduleOf(file: number): Module | undefined {
    if (this.#loaded.standard?.file === file) return this.#loaded.standard;
    return this.#loaded.modules.find((module) => module.file === file);
  }

  find(file: number, path: readonly string[]): TopologyDeclaration | undefined {
    const module = this.#moduleOf(file);
    const [first = "", second] = path;
    if (second !== undefined) {
      const found = module?.imports.find(({ alias }) => alias?.text === first);
      if (found === undefined || path.length > 2) return undefined;
      this.#used.add(found);
      return this.#in(found.module, second);
    }
    const own = module && this.#in(module, first);
    if (own !== undefined) return own;
    for (const each of module?.imports ?? []) {
      const topology = each.alias === undefined ? this.#in(each.module, first) : undefined;
      if (topology === undefined) continue;
      this.#used.add(each);
      return topology;
    }
    return this.#loaded.standard && this.#in(this.#loaded.standard, first);
  }

  #in({ tree }: Module, name: string): TopologyDeclaration | undefined {
    const found = declared(tree.declarations).find((each) => each.name.text === name);
    if (found !== undefined) this.#used.add(found);
    return found;
  }

  /** All that a call in that file can name, for suggestions. */
  namesFor(file: number): readonly string[] {
    const module = this.#moduleOf(file);
    const namesIn = (each: Module | undefined): string[] =>
      declared(each?.tree.declarations ?? []).map(({ name }) => name.text);
    const imported = (module?.imports ?? []).flatMap(({ alias, module: from }) =>
      namesIn(from).map((name) => (alias === undefined ? name : `${alias.text}.${name}`)),
    );
    return [...namesIn(module), ...imported, ...namesIn(this.#loaded.standard)];
  }

  /** Topologies of one name in one file, and those of the entry and imports with an alias that nothing calls. */
  check(diagnostics: DiagnosticBag): void {
    for (const { tree } of this.#loaded.modules) {
      const first = new Map<string, TopologyDeclaration>();
      for (const topology of declared(tree.declarations)) {
        const before = first.get(topology.name.text);
        if (before !== undefined && topology.name.text !== "")
          diagnostics.report(
            "name/duplicate",
            topology.name.span,
            `\`${topology.name.text}\` is declared twice`,
            {
              labels: [{ span: before.name.span, text: "first declared here" }],
            },
          );
        else first.set(topology.name.text, topology);
      }
    }
    for (const topology of declared(this.#loaded.entry.tree.declarations))
      if (!this.#used.has(topology) && topology.name.text !== "")
        diagnostics.report(
          "name/unused",
          topology.name.span,
          `nothing uses the topology \`${topology.name.text}\``,
        );
    for (const each of this.#loaded.entry.imports)
      if (!this.#used.has(each) && each.module.tree.declarations.every(({ kind }) => kind === "topology"))
        diagnostics.report("name/unused", each.span, "nothing uses this import");
  }
}

function declared(declarations: Module["tree"]["declarations"]): readonly TopologyDeclaration[] {
  return declarations.filter((each) => each.kind === "topology");
}
