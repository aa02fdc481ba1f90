// The project's own source files as the architecture tests see them: paths, texts, import specifiers.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const repositoryRoot = path.resolve(import.meta.dirname, "../..");

export const sourceAreas = [
  "lang",
  "engine",
  "dataplane",
  "controller",
  "traffic",
  "cli",
  "lab",
  "bench",
  "scaffold",
  "build",
] as const;

export interface SourceFile {
  /** Relative to the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports: a path relative to the root for own files, else the package or `node:` name. */
  readonly imports: readonly string[];
}

/** Every TypeScript file under the given top-level folders. */
export function sourceFiles(areas: readonly string[] = sourceAreas): SourceFile[] {
  return areas.flatMap((area) => {
    let names: string[];
    try {
      names = readdirSync(path.join(repositoryRoot, area), { recursive: true, encoding: "utf8" });
    } catch {
      return []; // the folder has not appeared yet
    }
    return names
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readSource(path.posix.join(area, name.replaceAll(path.sep, "/"))));
  });
}

function readSource(relativePath: string): SourceFile {
  const text = readFileSync(path.join(repositoryRoot, relativePath), "utf8");
  const imports: string[] = [];
  for (const match of text.matchAll(/^\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"/gm))
    imports.push(match[1]);
  for (const match of text.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g)) imports.push(match[1]);
  for (const match of text.matchAll(/^\s*import\s+"([^"]+)"/gm)) imports.push(match[1]);
  return { path: relativePath, text, imports: imports.map((name) => resolveImport(relativePath, name)) };
}

function resolveImport(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
}
