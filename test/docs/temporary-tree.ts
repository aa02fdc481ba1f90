// A copy of this tree in a temporary folder, with the same packages: what is done there leaves no trace here.
import { spawn, execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { repositoryRoot } from "../harness/vnet-process.ts";

const limitSeconds = 200;

export class TemporaryTree {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "vnet-tree-"));

  /** Copies what git knows, or would know: files that are committed, changed or new, and none that it ignores. */
  constructor() {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const names = execFileSync("git", list, { cwd: repositoryRoot, encoding: "utf8" }).split("\0");
    for (const name of new Set(names)) {
      const from = path.join(repositoryRoot, name);
      if (name === "" || !existsSync(from)) continue; // removed, and not yet committed
      mkdirSync(path.dirname(this.#at(name)), { recursive: true });
      copyFileSync(from, this.#at(name));
    }
    symlinkSync(path.join(repositoryRoot, "node_modules"), this.#at("node_modules"));
  }

  read(name: string): string {
    return readFileSync(this.#at(name), "utf8");
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.#at(name)), { recursive: true });
    writeFileSync(this.#at(name), text);
  }

  /** Runs a line of the shell; `output` is all that it prints, without colours. Killed after a limit, which shows as exit code null. */
  run(command: string): Promise<{ readonly exitCode: number | null; readonly output: string }> {
    const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("VITEST")));
    const child = spawn("bash", ["-c", command], {
      cwd: this.#folder,
      env: { ...env, NO_COLOR: "1", VNET_TEST_BUILT: "1" }, // what needs a build says so
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // so that all it has started can be ended with it
    });
    const limit = setTimeout(
      () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL"),
      limitSeconds * 1000,
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    return new Promise((resolve) => {
      child.on("close", (exitCode) => {
        clearTimeout(limit);
        resolve({ exitCode, output: stripVTControlCharacters(output) });
      });
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #at(name: string): string {
    return path.join(this.#folder, name);
  }
}
