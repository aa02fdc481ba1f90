// The end of a test run: which tests were skipped and why, then one line with the counts.
import type { Reporter, TestModule } from "vitest/node";

const mostNames = 5; // of one reason

export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const reasons = new Map<string, string[]>();
    for (const module of modules) {
      if (module.state() === "failed" && [...module.children.allTests()].length === 0) counts.failed += 1; // did not load
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "pending") continue;
        counts[result.state] += 1;
        if (result.state !== "skipped") continue;
        const reason = result.note ?? "see the name";
        reasons.set(reason, [...(reasons.get(reason) ?? []), test.fullName]);
      }
    }
    const lines = [...reasons].flatMap(([reason, names]) => [
      `skipped ${names.length} (${reason}):`,
      ...names.slice(0, mostNames).map((name) => `  ${name}`),
      ...(names.length > mostNames ? [`  and ${names.length - mostNames} more`] : []),
    ]);
    lines.push(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    process.stdout.write(`\n${lines.join("\n")}\n`);
  }
}
