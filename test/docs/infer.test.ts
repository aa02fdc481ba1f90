// The picture and the transcript in docs/infer.md are what the command prints of the real capture.
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { hasReferenceData, referenceData, withoutReferenceData } from "../harness/reference-data.ts";
import { repositoryRoot, runVnet } from "../harness/vnet-process.ts";

const capture = "pcaps/ITI--ICS-Security-Tools/pcaps__ModbusTCP__ModbusTCP.pcap";
const page = path.join(repositoryRoot, "docs/infer.md");
const picture = path.join(repositoryRoot, "docs/modbus-tcp.svg");
const transcript = /(\$ npx vnet (infer ModbusTCP\.pcap [^\n]*)\n)([^]*?)```/;

/** In a folder where the capture has the name that the page gives it. */
async function inferCapture(args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "vnet-docs-"));
  try {
    symlinkSync(path.join(referenceData, capture), path.join(folder, "ModbusTCP.pcap"));
    const { stdout, stderr, exitCode } = await runVnet(args, { cwd: folder });
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Set UPDATE_DOCS=1 to put the output of this run into the page. */
it("docs/infer.md shows what the command prints", async (context) => {
  if (!hasReferenceData) return context.skip(withoutReferenceData);
  const [, , command = ""] = transcript.exec(readFileSync(page, "utf8")) ?? [];
  const stdout = await inferCapture(command.split(" "));
  if (process.env["UPDATE_DOCS"]) {
    const text = readFileSync(page, "utf8");
    writeFileSync(
      page,
      text.replace(transcript, (_, line: string) => `${line}${stdout}\`\`\``),
    );
  }
  const [, , , shown] = transcript.exec(readFileSync(page, "utf8")) ?? [];
  expect(shown).toBe(stdout);
});

it("docs/modbus-tcp.svg is what the command draws", async (context) => {
  if (!hasReferenceData) return context.skip(withoutReferenceData);
  const names = ["--vm", "78:e7:d1:e0:02:5e=master"];
  const drawn = await inferCapture(["infer", "ModbusTCP.pcap", ...names, "--format", "svg"]);
  if (process.env["UPDATE_DOCS"]) writeFileSync(picture, drawn);
  expect(readFileSync(picture, "utf8")).toBe(drawn);
});
