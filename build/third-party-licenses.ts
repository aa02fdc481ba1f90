// Writes the licences of the packages that the build has taken in beside it: whoever passes the build on passes these on, too.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "rolldown";

/** Throws for a package without a licence text: it must not be taken in. */
export function thirdPartyLicenses(fileName: string): Plugin {
  return {
    name: "third-party-licenses",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
      const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
      const packagesByText = new Map<string, string[]>();
      for (const folder of [...folders].sort()) {
        const text = licenseText(folder);
        packagesByText.set(text, [...(packagesByText.get(text) ?? []), nameAndVersion(folder)]);
      }
      const source = [...packagesByText]
        .map(([text, packages]) => `${packages.join(", ")}\n\n${text}\n`)
        .join(`\n${"-".repeat(80)}\n\n`);
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}

/** Undefined for the project's own modules. */
function packageFolder(moduleId: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId.replace(/^\0/, ""))?.[0];
}

function nameAndVersion(folder: string): string {
  const manifest = readFileSync(path.join(folder, "package.json"), "utf8");
  const { name, version } = JSON.parse(manifest) as { name: string; version: string };
  return `${name} ${version}`;
}

function licenseText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.(txt|md))?$/i.test(name));
  if (file === undefined) throw new Error(`\`${folder}\` has no licence text`);
  return readFileSync(path.join(folder, file), "utf8").trim();
}
