// `vnet doctor`: whether this machine has all that vnet needs, and what to do about what is missing.
import { existsSync, readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { checkCapHere } from "../doctor/check-cap-here.ts";
import { checkLoopback } from "../doctor/check-loopback.ts";
import { checkNode } from "../doctor/check-node.ts";
import { checkOpenFiles } from "../doctor/check-open-files.ts";
import { checkPackage } from "../doctor/check-package.ts";
import type { Finding } from "../doctor/finding.ts";
import { exitCodes } from "../exit-codes.ts";
import { packageManifest, packageRoot } from "../package-root.ts";

const limitsFile = "/proc/self/limits";

export function doctorCommand(): Command {
  return new Command("doctor")
    .addOption(
      new Option("--format <format>", "how findings are shown").choices(["human", "json"]).default("human"),
    )
    .action(async ({ format }: { format: "human" | "json" }) => {
      const { engines, dependencies } = packageManifest();
      const findings = [
        checkNode(process.versions.node, engines.node),
        checkPackage(packageRoot(), Object.keys(dependencies)),
        await checkLoopback(),
        checkOpenFiles(readIfThere(limitsFile)),
        checkCapHere(),
      ];
      const ok = findings.every((finding) => !isFault(finding));
      process.stdout.write(format === "json" ? `${JSON.stringify({ ok, findings })}\n` : sentences(findings));
      process.exitCode = ok ? exitCodes.ok : exitCodes.negative;
    });
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** What only one command would need is no fault of the machine. */
function isFault({ ok, neededOnlyFor }: Finding): boolean {
  return !ok && neededOnlyFor === undefined;
}

function sentences(findings: readonly Finding[]): string {
  const faults = findings.filter(isFault).length;
  const lines = findings.flatMap((finding) => {
    const { check, ok, found, remedy, neededOnlyFor } = finding;
    const sign = ok ? "ok  " : isFault(finding) ? "FAIL" : "none";
    const only = neededOnlyFor === undefined ? "" : `; needed only for ${neededOnlyFor}`;
    return [
      `${sign} ${check.padEnd(10)} ${found}${only}`,
      ...(remedy === undefined ? [] : [`     help: ${remedy}`]),
    ];
  });
  const last = faults === 0 ? "all that vnet needs is here" : `${faults} of ${findings.length} checks failed`;
  return `${[...lines, last].join("\n")}\n`;
}
