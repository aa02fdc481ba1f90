// Where a plugin's module is: a file beside the policy, or a package beside the project file.
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { PluginError, pluginErrorCodes } from "./plugin-errors.ts";

/** The absolute path of a module that `name`, a path, means beside `folder`. Throws `PluginError`. */
export function findPluginFile(name: string, folder: string): string {
  const file = path.resolve(folder, name);
  if (!existsSync(file)) throw new PluginError(pluginErrorCodes.fileMissing, `there is no file \`${file}\``);
  if (statSync(file).isDirectory())
    throw new PluginError(pluginErrorCodes.fileKind, `\`${file}\` is a folder, expected a module`);
  return checkKind(file);
}

/** The module of an installed package (`name`, `@scope/name`, or with `/entry`), looked for from `folder` upwards. Throws `PluginError`. */
export function findPluginPackage(specifier: string, folder: string): string {
  const [, name, entry = ""] = /^((?:@[^/]+\/)?[^/@.][^/]*)(\/.+)?$/.exec(specifier) ?? [];
  if (name === undefined)
    throw new PluginError(pluginErrorCodes.fileMissing, `\`${specifier}\` is no name of a package`);
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const root = path.join(at, "node_modules", name);
    if (existsSync(path.join(root, "package.json"))) return moduleOf(root, specifier, `.${entry}`);
    if (path.dirname(at) === at) break;
  }
  throw new PluginError(
    pluginErrorCodes.fileMissing,
    `package \`${name}\` is not installed for \`${folder}\`: run \`npm install ${name}\` there`,
  );
}

function moduleOf(root: string, specifier: string, entry: string): string {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    exports?: unknown;
    main?: string;
  };
  const target =
    manifest.exports === undefined
      ? entry === "."
        ? (manifest.main ?? "index.js")
        : entry
      : exportOf(manifest.exports, entry);
  const file = target === undefined ? undefined : path.resolve(root, target);
  if (file === undefined || !file.startsWith(root + path.sep) || !existsSync(file))
    throw new PluginError(
      pluginErrorCodes.fileMissing,
      `package \`${specifier}\` exports no module of that name`,
    );
  return checkKind(file);
}

/** The part of `exports` that plain packages use: a path, entries, and the conditions `node`, `import`, `default`. */
function exportOf(exports: unknown, entry: string): string | undefined {
  if (typeof exports === "string") return entry === "." ? exports : undefined;
  if (typeof exports !== "object" || exports === null) return undefined;
  const isEntries = Object.keys(exports).some((key) => key.startsWith("."));
  const wanted = isEntries ? [entry] : entry === "." ? ["node", "import", "default"] : [];
  for (const [key, value] of Object.entries(exports)) if (wanted.includes(key)) return exportOf(value, ".");
  return undefined;
}

function checkKind(file: string): string {
  if (/\.(js|mjs|ts|mts)$/.test(file)) return file;
  throw new PluginError(
    pluginErrorCodes.fileKind,
    `\`${file}\` is no module, expected a file that ends in .js, .mjs, .ts or .mts`,
  );
}
