// Compiles sample text against the real standard library; marks in the text say where a diagnostic must be.
import { readFileSync } from "node:fs";
import { compile } from "../../lang/index.ts";
import type { CompileOptions, CompileResult, LoadModule } from "../../lang/index.ts";

const topologies = readFileSync(new URL("../../stdlib/topologies.vnet", import.meta.url), "utf8");

/** Modules by specifier, beside the standard library. */
export function loadFrom(modules: Readonly<Record<string, string>>): LoadModule {
  return (specifier) => {
    if (specifier === "std/topologies") return { path: specifier, text: topologies };
    const text = modules[specifier];
    return text === undefined ? { fault: "there is no such module" } : { path: specifier, text };
  };
}

export function compileText(
  text: string,
  modules: Readonly<Record<string, string>> = {},
  known: Omit<CompileOptions, "load"> = {},
): CompileResult {
  return compile({ path: "sample.vnet", text }, { load: loadFrom(modules), ...known });
}

/** A network for samples that are about something else: hosts a..d, VMs v1..v4 on them, sites east and west. */
export const sampleNetwork = `network sample {
  site east
  site west
  proxy gw { address: "127.0.0.1:7400" }
  host a, b { site: east }
  host c, d { site: west }
  vm v1 on a
  vm v2 on b
  vm v3 on c
  vm v4 on d
}
`;

/** Takes the marks `«…»` out of a text and says where they were, first mark first. */
export function readMarks(marked: string): { text: string; marks: readonly (readonly [number, number])[] } {
  const marks: [number, number][] = [];
  let text = "";
  for (const piece of marked.split(/(?=[«»])|(?<=[«»])/)) {
    if (piece === "«") marks.push([text.length, -1]);
    else if (piece === "»") {
      const open = marks.findLast(([, end]) => end === -1);
      if (open !== undefined) open[1] = text.length;
    } else text += piece;
  }
  return { text, marks };
}
