// `vnet infer` as a user calls it: a file, standard input, a live interface, and what it says of what it cannot read.
import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkCapHere } from "../../cli/doctor/check-cap-here.ts";
import { pcapFile } from "../dataplane/capture/capture-bytes.ts";
import { captureFacts, capturePath, macMatrix } from "../dataplane/capture/real-captures.ts";
import { describeWithReferenceData } from "../harness/reference-data.ts";
import { repositoryRoot, runVnet, startVnet } from "../harness/vnet-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const folder = temporaryFolder();

describeWithReferenceData("vnet infer of real captures", () => {
  const withMatrix = captureFacts().filter(([name]) => macMatrix(name) !== undefined);
  it.each(withMatrix)("%s: all pairs as CSV", async (name) => {
    const { stdout, exitCode } = await runVnet(["infer", capturePath(name), "--format", "csv"]);
    const [heading, ...rows] = stdout.trim().split("\n");
    expect({ heading, exitCode }).toEqual({ heading: "src,dst,frames,bytes", exitCode: 0 });
    const lines = rows.map((row) => row.replace(/,(\d+),(\d+)$/, ",$2,$1"));
    expect(lines.toSorted()).toEqual(macMatrix(name));
  });

  it("reads standard input as it reads the file", async () => {
    const [name] = withMatrix[0];
    const file = await runVnet(["infer", capturePath(name), "--format", "json"]);
    const piped = spawnSync(process.execPath, ["bin/vnet.js", "infer", "-", "--format", "json"], {
      cwd: repositoryRoot,
      encoding: "utf8",
      input: readFileSync(capturePath(name)),
      timeout: 20_000,
    });
    expect(piped.stdout).toBe(file.stdout);
  });

  const hostile = captureFacts().filter(
    ([, { error, frames, frames_non_ethernet }]) => error !== null || frames === 0 || frames_non_ethernet > 0,
  );
  it.each(hostile.slice(0, 6))("%s ends with an answer or a sentence", async (name) => {
    const { exitCode, stdout, stderr } = await runVnet(["infer", capturePath(name)]);
    expect([0, 2]).toContain(exitCode);
    expect(exitCode === 0 ? stdout : stderr).toMatch(exitCode === 0 ? /frames/ : /^error: cannot read `/);
    expect(stderr).not.toMatch(/defect|at \S+:\d+/);
  });
});

describe("vnet infer", () => {
  const record = { seconds: 1, fraction: 0, wireLength: 60, bytes: new Uint8Array(60) };
  const write = (name: string, bytes: Uint8Array): string => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };
  const good = write("good.pcap", pcapFile(true, [record]));
  it.each([
    [["nowhere.pcap"], "cannot read `nowhere.pcap`: there is no such file"],
    [[folder], "it is a directory"],
    [["/dev/null"], "it is empty"],
    [
      [write("letter.txt", Buffer.from("Dear reader"))],
      "its format is not known: it begins with 44 65 61 72",
    ],
    [[write("ip.pcap", pcapFile(true, [record], { linkType: 101 }))], "its link type is 101 (raw IP)"],
    [
      [write("cut.pcap", pcapFile(true, [record]).subarray(0, 30))],
      "the capture ends in the middle of record 1",
    ],
    [[good, "--smooth", "0s"], "`--smooth 0s` is not a duration above zero"],
    [[good, "--prune", "2"], "`--prune 2` is not a share"],
    [[good, "--vm", "web"], "`--vm web` does not name a machine"],
    [[good, "--from", "9s", "--to", "1s"], "`--from` is later than `--to`"],
    [[good, "--duration", "1s"], "`--duration` has no effect here"],
    [[good, "--format", "pdf"], "argument 'pdf' is invalid"],
    [[], "missing required argument 'source'"],
  ])("refuses %s", async (args, sentence) => {
    const { exitCode, stdout, stderr } = await runVnet(["infer", ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(sentence);
  });
});

describe("vnet infer of a live interface", () => {
  const why =
    process.getuid?.() !== 0 ? "needs root" : checkCapHere().ok ? undefined : "needs the package `cap`";

  it("counts the frames of loopback, and shows them when it is interrupted", async (context) => {
    if (why !== undefined) return context.skip(why);
    const vnet = startVnet(["infer", "lo", "--format", "json"], { limitSeconds: 20 });
    const socket = createSocket("udp4");
    const send = setInterval(() => socket.send(Buffer.alloc(1000), 9, "127.0.0.1"), 50);
    const interrupt = setTimeout(() => vnet.signal("SIGINT"), 3000);
    const { stdout, exitCode } = await vnet.ended;
    clearInterval(send);
    clearTimeout(interrupt);
    socket.close();
    expect(exitCode).toBe(130);
    const { frames, bytes, macs } = JSON.parse(stdout) as { frames: number; bytes: number; macs: string[] };
    expect(frames).toBeGreaterThan(3);
    expect(bytes).toBeGreaterThan(3 * 1042);
    expect(macs).toContain("00:00:00:00:00:00");
  });

  it("ends by itself after the time that it is given", async (context) => {
    if (why !== undefined) return context.skip(why);
    const { stdout, exitCode } = await runVnet(["infer", "lo", "--duration", "0.3s"], { limitSeconds: 20 });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^lo: \d+ frames/);
  });
});
